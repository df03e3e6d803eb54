package dev.plimsoll.aws.instances;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.drain.EndChoice;
import dev.plimsoll.core.drain.Machine;
import dev.plimsoll.core.port.Fence;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.testbed.Moto;
import dev.plimsoll.testbed.MotoInstances;
import dev.plimsoll.testbed.RealMoto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The credentials that a program finds by itself, as in a cluster. */
@RealMoto
class AwsCredentialsIT {

    private final Moto moto;
    private final MotoInstances instances;
    private final Map<String, String> before = new ConcurrentHashMap<>();

    AwsCredentialsIT(Moto moto) {
        this.moto = moto;
        instances = new MotoInstances(moto);
    }

    @BeforeEach
    void leadToMoto() {
        set("aws.endpointUrl", moto.endpoint().toString());
        set("aws.disableEc2Metadata", "true");
        set("aws.sharedCredentialsFile", "none");
        set("aws.configFile", "none");
    }

    private void set(String property, String value) {
        before.put(property, System.getProperty(property, ""));
        System.setProperty(property, value);
    }

    @AfterEach
    void restore() {
        before.forEach((property, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, value);
            }
        });
    }

    @Test
    void webIdentityOfAServiceAccountIsEnough(@TempDir Path folder) throws IOException {
        // Given what EKS gives to a pod with a role
        Path token = Files.writeString(folder.resolve("token"), "a.service.account");
        set("aws.roleArn", "arn:aws:iam::" + Moto.ACCOUNT + ":role/plimsoll");
        set("aws.webIdentityTokenFile", token.toString());
        set("aws.region", Moto.REGION);
        String id = instances.run(Map.of("kubernetes.io/cluster/shop", "owned"));

        // When
        WriteOutcome<String> outcome =
                new AwsInstanceEnds(RegionalClients::new, Fence.NONE)
                        .end(new Machine(id, Moto.REGION), EndChoice.AUTO, false);

        // Then
        assertThat(outcome).isInstanceOf(WriteOutcome.Done.class);
        assertThat(instances.state(id)).isIn("shutting-down", "terminated");
    }

    @Test
    void credentialsThatAreMissingAreSaidAndWaitedFor() {
        // Given nothing where the SDK looks for credentials

        // When
        WriteOutcome<String> outcome =
                new AwsInstanceEnds(RegionalClients::new, Fence.NONE)
                        .end(new Machine("i-0abc", Moto.REGION), EndChoice.AUTO, false);

        // Then
        assertThat(outcome).isInstanceOf(WriteOutcome.Busy.class);
        assertThat(outcome.toString()).contains("no credentials for AWS");
    }
}

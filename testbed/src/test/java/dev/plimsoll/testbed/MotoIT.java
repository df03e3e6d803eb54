package dev.plimsoll.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

@RealMoto
final class MotoIT {

    private static final String PUT =
            "{\"Name\": \"/prod/db\", \"Value\": \"one\", \"Type\": \"String\"}";
    private static final String GET = "{\"Name\": \"/prod/db\"}";

    private final Moto moto;

    MotoIT(Moto moto) {
        this.moto = moto;
    }

    @Test
    void keepsWhatItIsGivenUntilItIsReset() {
        // Given
        moto.json("ssm", "AmazonSSM.PutParameter", PUT);
        String before = moto.json("ssm", "AmazonSSM.GetParameter", GET);

        // When
        moto.reset();

        // Then
        assertThat(before).contains("\"Value\": \"one\"").contains(Moto.REGION);
        assertThatThrownBy(() -> moto.json("ssm", "AmazonSSM.GetParameter", GET))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ParameterNotFound");
    }

    @Test
    void answersFormsToo() {
        // When
        String topic = moto.form("sns", Map.of("Action", "CreateTopic", "Name", "changes"));
        String instances =
                moto.form("ec2", Map.of("Action", "DescribeInstances", "Version", "2016-11-15"));

        // Then
        assertThat(topic).contains("arn:aws:sns:us-east-2:123456789012:changes");
        assertThat(instances).contains("<reservationSet");
    }

    @Test
    void comesBackEmptyAfterItWasKilled() {
        // Given
        moto.json("ssm", "AmazonSSM.PutParameter", PUT);

        // When
        moto.server().restart();

        // Then
        assertThatThrownBy(() -> moto.json("ssm", "AmazonSSM.GetParameter", GET))
                .hasMessageContaining("ParameterNotFound");
    }
}

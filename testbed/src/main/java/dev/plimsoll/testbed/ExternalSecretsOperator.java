package dev.plimsoll.testbed;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;

/**
 * The real External Secrets operator v0.19.2, on a control plane that has its definitions, reading
 * from {@link Moto}. Its providers other than AWS are left out.
 *
 * <p>It ends with {@link #close()} or with this JVM, however that ends.
 */
public final class ExternalSecretsOperator implements AutoCloseable {

    private final Workplace files = Workplace.temporary();
    private final Server server;

    private ExternalSecretsOperator(ControlPlane controlPlane, Moto moto) {
        String program = Script.run("testbed/external-secrets/build");
        int port = Ports.one();
        server =
                new Server(
                        List.of(
                                "/usr/bin/env",
                                "AWS_ACCESS_KEY_ID=test",
                                "AWS_SECRET_ACCESS_KEY=test",
                                "AWS_EC2_METADATA_DISABLED=true",
                                "AWS_REGION=" + Moto.REGION,
                                "AWS_SSM_ENDPOINT=" + moto.endpoint(),
                                "AWS_SECRETSMANAGER_ENDPOINT=" + moto.endpoint(),
                                "AWS_STS_ENDPOINT=" + moto.endpoint(),
                                "KUBECONFIG=" + controlPlane.kubeconfig(),
                                program,
                                "--metrics-addr=127.0.0.1:" + port,
                                "--concurrent=5",
                                "--loglevel=info"),
                        files.path("external-secrets.log"),
                        ControlPlaneOptions.defaults(),
                        () -> answers(port));
    }

    /**
     * Starts it and waits until it answers; the very first start on a machine builds it, which
     * takes minutes.
     */
    public static ExternalSecretsOperator start(ControlPlane controlPlane, Moto moto) {
        ExternalSecretsOperator operator = new ExternalSecretsOperator(controlPlane, moto);
        operator.server.start();
        return operator;
    }

    /** Returns the server, to be paused, killed and started again. */
    public Server server() {
        return server;
    }

    private static boolean answers(int port) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection)
                            URI.create("http://127.0.0.1:" + port + "/metrics")
                                    .toURL()
                                    .openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        server.kill();
        files.remove();
    }
}

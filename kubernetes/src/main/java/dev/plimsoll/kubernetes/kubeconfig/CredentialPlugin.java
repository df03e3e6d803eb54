package dev.plimsoll.kubernetes.kubeconfig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs the program that a kubeconfig names for getting credentials, such as {@code aws eks
 * get-token}, and kills it when it takes too long.
 *
 * @param exec the user's {@code exec}
 * @param cluster told to plugins that ask for it
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins">client-go
 *     credential plugins</a>
 */
record CredentialPlugin(Section exec, Section cluster, Duration limit) {

    private static final File NO_INPUT = new File("/dev/null");

    PluginCredential run() throws KubeconfigException {
        Process process = null;
        try {
            process = builder().start();
            String printed = output(process).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw problem("did not end within " + limit.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw problem("failed with exit code " + process.exitValue());
            }
            return PluginCredential.read(printed)
                    .orElseThrow(() -> problem("printed no ExecCredential with a status"));
        } catch (TimeoutException e) {
            throw problem("gave nothing within " + limit.toSeconds() + " s");
        } catch (IOException | ExecutionException e) {
            throw problem("cannot be run");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw problem("was interrupted");
        } finally {
            if (process != null && process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    /** Reads on a thread that may be left behind: a pipe cannot be read with a deadline. */
    private static CompletableFuture<String> output(Process process) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .name("plimsoll-credential-plugin")
                .start(() -> {
                    try (var out = process.getInputStream()) {
                        text.complete(new String(out.readAllBytes(), StandardCharsets.UTF_8));
                    } catch (IOException e) {
                        text.completeExceptionally(e);
                    }
                });
        return text;
    }

    private ProcessBuilder builder() {
        boolean interactive =
                !exec.text("interactiveMode").orElse("").equals("Never")
                        && Optional.ofNullable(System.console())
                                .map(Console::isTerminal)
                                .orElse(false);
        List<String> command = new ArrayList<>();
        String program = exec.text("command").orElse("");
        command.add(program.contains("/") ? exec.resolved(program).toString() : program);
        exec.fields().path("args").forEach(each -> command.add(each.asText()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        if (interactive) {
            builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
        } else {
            builder.redirectInput(ProcessBuilder.Redirect.from(NO_INPUT));
        }
        builder.environment().put("KUBERNETES_EXEC_INFO", info(interactive));
        for (JsonNode variable : exec.fields().path("env")) {
            builder.environment()
                    .put(variable.path("name").asText(), variable.path("value").asText());
        }
        return builder;
    }

    private String info(boolean interactive) {
        ObjectNode info = new ObjectMapper().createObjectNode();
        info.put("kind", "ExecCredential");
        info.put("apiVersion", exec.text("apiVersion").orElse("client.authentication.k8s.io/v1"));
        ObjectNode spec = info.putObject("spec");
        spec.put("interactive", interactive);
        if (exec.flag("provideClusterInfo")) {
            ObjectNode about = spec.putObject("cluster");
            for (String field :
                    List.of(
                            "server",
                            "tls-server-name",
                            "insecure-skip-tls-verify",
                            "certificate-authority-data",
                            "proxy-url")) {
                if (cluster.fields().has(field)) {
                    about.set(field, cluster.fields().get(field));
                }
            }
        }
        return info.toString();
    }

    private KubeconfigException problem(String what) {
        return new KubeconfigException(
                "The credential plugin %s of the kubeconfig %s %s."
                        .formatted(exec.text("command").orElse("(no command)"), exec.file(), what));
    }
}

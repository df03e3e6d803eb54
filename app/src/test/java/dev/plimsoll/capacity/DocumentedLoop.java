package dev.plimsoll.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.Plimsoll;
import dev.plimsoll.testbed.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The block of {@code docs/capacity.md} that keeps to a plan's order, run as it stands there. */
final class DocumentedLoop {

    private static final Pattern BLOCK =
            Pattern.compile(
                    "```\n(\\./plimsoll plan consolidate --largest-first .*?)```", Pattern.DOTALL);

    /** Where there is no jq: as much of it as the block needs, in Python, which the tests have. */
    private static final String LITTLE_JQ =
            """
            #!/usr/bin/env python3
            import json, re, sys
            flag, path, name = sys.argv[1:]
            assert flag == '-r'
            field, part = re.fullmatch(r'\\.(\\w+)\\[\\](?:\\.(\\w+))?', path).groups()
            for item in json.load(open(name))[field]:
                print(item[part] if part else item)
            """;

    private final Path folder;
    private final ControlPlane controlPlane;

    DocumentedLoop(Path folder, ControlPlane controlPlane) {
        this.folder = folder;
        this.controlPlane = controlPlane;
    }

    /** Runs it to its end, with this build in the place of the launcher. */
    void run() throws IOException, InterruptedException {
        program(
                "plimsoll",
                """
                #!/bin/sh
                exec '%s' -XX:TieredStopAtLevel=1 -cp '%s' %s "$@"
                """
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                Plimsoll.class.getName()));
        String path = System.getenv("PATH");
        if (Pattern.compile(":")
                .splitAsStream(path)
                .noneMatch(part -> Files.isExecutable(Path.of(part, "jq")))) {
            program("jq", LITTLE_JQ);
        }
        ProcessBuilder shell =
                new ProcessBuilder("sh", "-c", block())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile());
        shell.environment().put("KUBECONFIG", controlPlane.kubeconfig().toString());
        shell.environment()
                .put("PATH", controlPlane.kubectl().getParent() + ":" + path + ":" + folder);
        Process process = shell.start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        assertThat(ended).as("%s", Files.readString(folder.resolve("log"))).isTrue();
        assertThat(process.exitValue()).as("%s", Files.readString(folder.resolve("log"))).isZero();
    }

    /** The plan that it carried out. */
    JsonNode plan() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("plan.json").toFile());
    }

    private static String block() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("../docs/capacity.md")));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private void program(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}

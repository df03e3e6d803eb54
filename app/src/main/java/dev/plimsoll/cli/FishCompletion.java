package dev.plimsoll.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes fish's completion script, one {@code complete} line for every command and option. */
final class FishCompletion {

    private final String program;
    private final List<String> lines = new ArrayList<>();

    private FishCompletion(String program) {
        this.program = program;
    }

    static String script(String program, CommandSpec root) {
        FishCompletion script = new FishCompletion(program);
        script.lines.add("complete -c " + program + " -e");
        script.command(root, List.of());
        return String.join("\n", script.lines) + "\n";
    }

    private void command(CommandSpec spec, List<String> path) {
        String here = condition(path, spec);
        spec.subcommands()
                .forEach((name, sub) ->
                        complete(
                                here,
                                "-f -a " + name,
                                description(sub.getCommandSpec().usageMessage().description())));
        spec.positionalParameters().stream()
                .filter(parameter -> parameter.completionCandidates() != null)
                .forEach(parameter ->
                        complete(
                                here,
                                "-f -a '"
                                        + String.join(" ", parameter.completionCandidates())
                                        + "'",
                                ""));
        spec.options().stream()
                .filter(option -> !option.hidden())
                .forEach(
                        option -> complete(here, flags(option), description(option.description())));
        for (CommandLine sub : spec.subcommands().values()) {
            List<String> deeper = new ArrayList<>(path);
            deeper.add(sub.getCommandName());
            command(sub.getCommandSpec(), deeper);
        }
    }

    /** Holds while all of the path and none of what may follow it has been typed. */
    private static String condition(List<String> path, CommandSpec spec) {
        List<String> parts = new ArrayList<>();
        path.forEach(word -> parts.add("__fish_seen_subcommand_from " + word));
        if (!spec.subcommands().isEmpty()) {
            parts.add(
                    "not __fish_seen_subcommand_from "
                            + String.join(" ", spec.subcommands().keySet()));
        }
        return String.join("; and ", parts);
    }

    private static String flags(OptionSpec option) {
        StringBuilder flags = new StringBuilder();
        for (String name : option.names()) {
            flags.append(name.startsWith("--") ? " -l " : " -s ")
                    .append(name.replaceAll("^-+", ""));
        }
        if (option.arity().max() > 0) {
            flags.append(" -r");
            if (option.completionCandidates() != null) {
                flags.append(" -f -a '")
                        .append(String.join(" ", option.completionCandidates()))
                        .append("'");
            }
        }
        return flags.substring(1);
    }

    private static String description(String[] text) {
        return text.length == 0 ? "" : text[0].replace("${COMPLETION-CANDIDATES}", "a format");
    }

    private void complete(String condition, String what, String description) {
        lines.add(
                "complete -c "
                        + program
                        + (condition.isEmpty() ? "" : " -n '" + condition + "'")
                        + " "
                        + what
                        + (description.isEmpty()
                                ? ""
                                : " -d '" + description.replace("'", "\\'") + "'"));
    }
}

package genga.standalone;

import genga.standalone.doctor.Examination;
import genga.standalone.doctor.Finding;
import genga.standalone.studio.Refusal;
import genga.standalone.terminal.Terminal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// `doctor`: what this machine has and lacks; fails when something is missing.
final class DoctorCommand {

    private DoctorCommand() {}

    static void with(List<String> arguments, Terminal terminal) {
        new Options(arguments, Set.of(), Set.of());
        List<Finding> findings = Examination.of(CommandLine.home());
        findings.forEach(finding ->
                terminal.line("%-8s %-9s %s".formatted(sign(finding.severity()), finding.subject(), finding.found())));
        String missing = findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.MISSING)
                .map(Finding::subject)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new Refusal("the studio will not work here before this is mended: " + missing);
        }
    }

    private static String sign(Finding.Severity severity) {
        return switch (severity) {
            case FINE -> "ok";
            case NOTE -> "note";
            case MISSING -> "MISSING";
        };
    }
}

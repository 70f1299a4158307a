package genga.standalone;

import genga.standalone.child.StartFailed;
import genga.standalone.demo.DemoFailed;
import genga.standalone.studio.Refusal;
import genga.standalone.terminal.Terminal;
import java.util.Arrays;
import java.util.List;

/// The launcher: `Main COMMAND [OPTION...]`. Called by the script `genga`, which explains the commands.
///
/// Exit status 0 when the command did what it says, 1 with one sentence when it could not, 2 when it was asked wrongly.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        Terminal terminal = Terminal.ofProcess(System.getenv());
        List<String> options = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        try {
            switch (arguments.length == 0 ? "" : arguments[0]) {
                case "demo" -> DemoCommand.with(options, terminal);
                case "doctor" -> DoctorCommand.with(options, terminal);
                case "run" -> RunCommand.with(options, terminal);
                case "record" -> RecordCommand.with(options, terminal);
                default ->
                    throw new WrongUse("the launcher knows run, demo, doctor and record, got "
                            + (arguments.length == 0 ? "nothing" : arguments[0]));
            }
        } catch (WrongUse wrong) {
            fail(terminal, wrong.getMessage(), 2);
        } catch (Refusal | StartFailed | DemoFailed refused) {
            fail(terminal, refused.getMessage(), 1);
        }
    }

    private static void fail(Terminal terminal, String sentence, int status) {
        terminal.still();
        System.err.println("genga: " + sentence);
        System.exit(status);
    }
}

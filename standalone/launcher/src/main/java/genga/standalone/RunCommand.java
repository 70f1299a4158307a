package genga.standalone;

import genga.standalone.studio.Studio;
import genga.standalone.studio.StudioListener;
import genga.standalone.terminal.Terminal;
import java.util.List;
import java.util.Set;

/// `run [--data DIR] [--models DIR] [--port N]`: the studio until Ctrl-C, its logs on the terminal.
final class RunCommand {

    private static final int PORT = 8080;

    private RunCommand() {}

    static void with(List<String> arguments, Terminal terminal) throws InterruptedException {
        Options options = new Options(arguments, Set.of("--data", "--models", "--port"), Set.of());
        Studio studio = new Studio(
                CommandLine.settings(options, options.port("--port").orElse(PORT)),
                CommandLine.caches(),
                new Shown(terminal));
        stopAtExit(studio, terminal);
        studio.start();
        terminal.line("Ctrl-C stops it");
        Thread.currentThread().join();
    }

    /// Ctrl-C and SIGTERM end in the hook, and so does a failed command.
    static void stopAtExit(Studio studio, Terminal terminal) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            terminal.still();
                            studio.close();
                        },
                        "studio-stop"));
    }

    private record Shown(Terminal terminal) implements StudioListener {

        @Override
        public void notice(String sentence) {
            terminal.line(sentence);
        }

        @Override
        public void line(String process, int number, String line) {
            terminal.lineOf(process, number, line);
        }
    }
}

package genga.standalone;

import genga.standalone.studio.StartupCaches;
import genga.standalone.studio.Studio;
import genga.standalone.studio.StudioListener;
import genga.standalone.studio.StudioSettings;
import genga.standalone.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// `run [--data DIR] [--models DIR] [--port N]`: the studio until Ctrl-C, its logs on the terminal.
final class RunCommand {

    private static final int PORT = 8080;

    private RunCommand() {}

    static void with(List<String> arguments, Terminal terminal) throws InterruptedException {
        Options options = new Options(arguments, Set.of("--data", "--models", "--port"), Set.of());
        StudioSettings settings = StudioSettings.of(
                Path.of(System.getProperty("genga.home", ".")).toAbsolutePath().normalize(),
                options.port("--port").orElse(PORT));
        settings = options.path("--data").map(settings::withData).orElse(settings);
        settings = options.path("--models").map(settings::withModels).orElse(settings);
        Studio studio = new Studio(settings, StartupCaches.NONE, new Shown(terminal));
        stopAtExit(studio, terminal);
        studio.start();
        terminal.line("Ctrl-C stops it");
        Thread.currentThread().join();
    }

    /// Also Ctrl-C and SIGTERM end in the hook.
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

package genga.standalone;

import genga.media.sample.SampleFilm;
import genga.standalone.demo.Demo;
import genga.standalone.demo.DemoFailed;
import genga.standalone.studio.Address;
import genga.standalone.studio.Studio;
import genga.standalone.studio.StudioListener;
import genga.standalone.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;

/// `demo [--exit] [--out DIR] [--film FILE] [--data DIR] [--models DIR]`: a film all the way to a rendered clip.
final class DemoCommand {

    private DemoCommand() {}

    static void with(List<String> arguments, Terminal terminal) throws InterruptedException {
        Options options = new Options(arguments, Set.of("--out", "--film", "--data", "--models"), Set.of("--exit"));
        Path work = CommandLine.home().resolve(".genga");
        try {
            Path film = film(options, work, terminal);
            Studio studio = new Studio(CommandLine.settings(options, 0), CommandLine.caches(), new Quiet(terminal));
            RunCommand.stopAtExit(studio, terminal);
            Address address = studio.start();
            String summary = new Demo(address.gateway(), terminal)
                    .run(film, options.path("--out").orElse(work.resolve("demo")));
            if (options.has("--exit")) {
                studio.close();
                terminal.line(summary);
                return;
            }
            terminal.line("the studio goes on at " + address.gateway() + "; Ctrl-C stops it");
            terminal.line(summary);
            Thread.currentThread().join();
        } catch (IOException failed) {
            throw new UncheckedIOException("the demonstration cannot use its files", failed);
        }
    }

    private static Path film(Options options, Path work, Terminal terminal) throws IOException {
        if (options.path("--film").isPresent()) {
            Path given = options.path("--film").get();
            if (!Files.isRegularFile(given) || !Files.isReadable(given)) {
                throw new DemoFailed("--film names " + given + ", which is not a file that can be read");
            }
            return given;
        }
        Path sample = work.resolve("sample-film.mp4");
        if (Files.notExists(sample)) {
            terminal.moving("painting the sample film");
            Files.createDirectories(work);
            Path part = work.resolve("sample-film.part.mp4");
            SampleFilm.write(part);
            Files.move(part, sample, StandardCopyOption.ATOMIC_MOVE);
            terminal.still();
        }
        return sample;
    }

    private record Quiet(Terminal terminal) implements StudioListener {

        @Override
        public void notice(String sentence) {
            terminal.line(sentence);
        }

        @Override
        public void line(String process, int number, String line) {
            // the logs lie in the data folder; here only the stages are of interest
        }
    }
}

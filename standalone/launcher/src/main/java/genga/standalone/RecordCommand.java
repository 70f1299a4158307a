package genga.standalone;

import genga.standalone.studio.CacheRecording;
import genga.standalone.studio.RecordedCaches;
import genga.standalone.studio.Studio;
import genga.standalone.studio.StudioListener;
import genga.standalone.studio.StudioSettings;
import genga.standalone.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// `record`: makes the start-up caches that are missing or stale; nothing to do is no work and no line.
final class RecordCommand {

    /// A JVM that took notes writes them down when it ends; on a busy machine that takes its time.
    private static final Duration NOTE_TAKING = Duration.ofMinutes(3);

    private RecordCommand() {}

    static void with(List<String> arguments, Terminal terminal) throws InterruptedException {
        Options options = new Options(arguments, Set.of(), Set.of());
        StudioSettings settings = CommandLine.settings(options, 0);
        RecordedCaches caches = CommandLine.caches();
        CacheRecording recording = new CacheRecording(settings, caches, new Quiet(terminal));
        try {
            if (recording.isDone()) {
                return;
            }
            Instant begin = Instant.now();
            terminal.line("recording start-up caches, once after a build, about a minute");
            try (Studio studio = recording.rehearsal()) {
                RunCommand.stopAtExit(studio, terminal);
                studio.start();
                studio.closeWithin(NOTE_TAKING);
            }
            recording.create();
            terminal.line("recorded in %d s"
                    .formatted(Duration.between(begin, Instant.now()).toSeconds()));
        } catch (IOException failed) {
            throw new UncheckedIOException("the start-up caches in " + caches.folder() + " cannot be written", failed);
        }
    }

    private record Quiet(Terminal terminal) implements StudioListener {

        @Override
        public void notice(String sentence) {
            terminal.line(sentence);
        }

        @Override
        public void line(String process, int number, String line) {
            // the logs of the rehearsal lie in its folder for as long as it runs
        }
    }
}

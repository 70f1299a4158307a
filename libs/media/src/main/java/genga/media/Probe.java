package genga.media;

import java.nio.file.Path;

/// Reads what a container says about its video. A pure function of the file: nothing is kept between calls, and a child
/// process under limits can run it as well.
public final class Probe {
    private Probe() {}

    /// @throws UnreadableMedia when the file is no video that can be used, with the reason in one sentence
    public static MediaFacts film(Path file) {
        return of(file, MediaKind.FILM);
    }

    /// @throws UnreadableMedia when the file is not of the kind, with the reason in one sentence
    public static MediaFacts of(Path file, MediaKind kind) {
        return of(file, kind, Container.MOST_STREAMS);
    }

    /// @param streams how many the file may have
    /// @throws UnreadableMedia when the file is not of the kind, with the reason in one sentence
    public static MediaFacts of(Path file, MediaKind kind, int streams) {
        try (Container container = Container.open(file, kind, streams)) {
            return container.facts();
        }
    }
}

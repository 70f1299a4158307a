package genga.cache;

import genga.media.FrameSize;
import genga.media.MediaKind;
import genga.media.Probe;
import genga.media.UnreadableMedia;
import genga.media.VideoReader;
import genga.wan.dataset.ClipBuckets;
import genga.wan.dataset.DatasetConfig;
import genga.wan.dataset.DatasetPart;
import genga.wan.dataset.EpochPlan;
import genga.wan.dataset.MediaListing;
import genga.wan.dataset.Medium;
import genga.wan.dataset.PlanReport;
import genga.wan.dataset.Resolution;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `./genga plan FILE`: the epoch a musubi-tuner dataset file describes, from frames that really decode.
///
/// Exit codes: 0 a plan was printed, 1 the file or its media are wrong, 2 the command was.
public final class PlanCommand {
    private final Map<Path, Medium> known = new HashMap<>();

    private PlanCommand() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.size() != 1) {
            err.printf("plan: expected one dataset file (.toml or .json), got %d arguments%n", arguments.size());
            return 2;
        }
        try {
            DatasetConfig config = DatasetConfig.read(Path.of(arguments.getFirst()));
            config.warnings().forEach(warning -> err.println("warning: " + warning));
            EpochPlan plan = new PlanCommand().plan(config);
            PlanReport.of(plan).forEach(out::println);
            return 0;
        } catch (IllegalArgumentException | UncheckedIOException e) {
            err.println("plan: " + e.getMessage());
            return 1;
        }
    }

    private EpochPlan plan(DatasetConfig config) {
        EpochPlan plan = EpochPlan.of(config.parts(), this::media, ClipBuckets.AS_MUSUBI_CACHES);
        if (plan.fragments().isEmpty()) {
            throw new IllegalArgumentException(
                    "the dataset has no items: expected at least one still, or one clip as long as a window, and lost %d"
                                    .formatted(plan.lost().size())
                            + " fragments; add media with captions or shorten target_frames");
        }
        return plan;
    }

    private List<Medium> media(DatasetPart part) {
        boolean clips = part instanceof DatasetPart.OfClips;
        return MediaListing.of(part).stream()
                .map(entry -> known.computeIfAbsent(entry.file(), file -> medium(entry, clips)))
                .toList();
    }

    private static Medium medium(MediaListing.Entry entry, boolean clip) {
        try {
            FrameSize size = Probe.of(entry.file(), clip ? MediaKind.FILM : MediaKind.STILL)
                    .display();
            int frames = clip ? VideoReader.countFrames(entry.file()) : 1;
            return new Medium(entry.base(), new Resolution(size.width(), size.height()), frames);
        } catch (UnreadableMedia e) {
            throw new IllegalArgumentException(
                    "%s: %s; repair it or take it out of the dataset".formatted(entry.file(), e.getMessage()), e);
        }
    }
}

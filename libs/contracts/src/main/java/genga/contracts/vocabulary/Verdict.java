package genga.contracts.vocabulary;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// What screening says of a clip or still. Every verdict but [Kept] carries the measure, the threshold it broke and so
/// its reason.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "verdict")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Verdict.Kept.class, name = "Kept"),
    @JsonSubTypes.Type(value = Verdict.Review.class, name = "Review"),
    @JsonSubTypes.Type(value = Verdict.TooStatic.class, name = "TooStatic"),
    @JsonSubTypes.Type(value = Verdict.FastTransition.class, name = "FastTransition"),
    @JsonSubTypes.Type(value = Verdict.TooShort.class, name = "TooShort"),
    @JsonSubTypes.Type(value = Verdict.Duplicate.class, name = "Duplicate"),
    @JsonSubTypes.Type(value = Verdict.Letterboxed.class, name = "Letterboxed"),
    @JsonSubTypes.Type(value = Verdict.Dark.class, name = "Dark"),
    @JsonSubTypes.Type(value = Verdict.Overlay.class, name = "Overlay")
})
public sealed interface Verdict {

    /// The verdict's name as it stands in JSON, in reports and on pages.
    default String label() {
        return getClass().getSimpleName();
    }

    /// One sentence for a person.
    String reason();

    record Kept() implements Verdict {
        @Override
        public String reason() {
            return "kept";
        }
    }

    /// Good enough to look at, not good enough to keep unseen.
    record Review(Doubt doubt, double value, double threshold) implements Verdict {

        /// What makes a person's eye necessary.
        public enum Doubt {
            BARELY_MOVING("motion %.2f is under %.2f: does it move enough?"),
            VERY_FAST("motion %.1f is over %.1f: can it be followed?"),
            FLICKERING("brightness flickers by %.1f between frames, over %.1f"),
            SOFT("sharpness %.1f is under %.1f: is it in focus?"),
            PROPOSED("a proposed still, sharpness %.1f (least %.1f); keep it if you want it");

            private final String sentence;

            Doubt(String sentence) {
                this.sentence = sentence;
            }
        }

        @Override
        public String reason() {
            return doubt.sentence.formatted(value, threshold);
        }
    }

    record TooStatic(double motion, double floor) implements Verdict {
        @Override
        public String reason() {
            return "motion %.2f is under %.2f".formatted(motion, floor);
        }
    }

    record FastTransition(double transition, double ceiling) implements Verdict {
        @Override
        public String reason() {
            return "content changes by %.1f between two frames, over %.1f".formatted(transition, ceiling);
        }
    }

    record TooShort(int frames, int needed) implements Verdict {
        @Override
        public String reason() {
            return "%d frames at 16 fps, %d needed".formatted(frames, needed);
        }
    }

    record Duplicate(ClipId of, int distance, int ceiling) implements Verdict {
        @Override
        public String reason() {
            return "looks like %s (distance %d of 64, at most %d is the same)".formatted(of, distance, ceiling);
        }
    }

    record Letterboxed(double share, double ceiling) implements Verdict {
        @Override
        public String reason() {
            return "black bars fill %.0f %% of the picture, over %.0f %%".formatted(share * 100, ceiling * 100);
        }
    }

    record Dark(double brightness, double floor) implements Verdict {
        @Override
        public String reason() {
            return "brightness %.1f is under %.1f".formatted(brightness, floor);
        }
    }

    record Overlay(double share, double ceiling) implements Verdict {
        @Override
        public String reason() {
            return "text covers %.2f %% of the picture, over %.2f %%".formatted(share * 100, ceiling * 100);
        }
    }
}

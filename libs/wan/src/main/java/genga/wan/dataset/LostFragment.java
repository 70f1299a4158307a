package genga.wan.dataset;

/// A window that was asked for and does not become a training item.
///
/// @param part index of the dataset part
/// @param medium the clip or still
/// @param target window length asked for
public record LostFragment(int part, String medium, FrameCount target, Reason reason) {
    /// Why it was lost.
    public enum Reason {
        TOO_SHORT("too_short", "the clip has fewer frames than the window"),
        DUPLICATE_CROP("duplicate_crop", "another window of the clip starts at the same frame"),
        SAME_NAME("same_name", "another medium of the part has the same name without extension");

        private final String label;
        private final String meaning;

        Reason(String label, String meaning) {
            this.label = label;
            this.meaning = meaning;
        }

        public String label() {
            return label;
        }

        public String meaning() {
            return meaning;
        }
    }
}

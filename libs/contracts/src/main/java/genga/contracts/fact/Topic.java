package genga.contracts.fact;

/// Every topic of the studio, once. All but commands and dead letters are compacted: the topics together are the truth
/// that a read model can be rebuilt from at any time.
public enum Topic {
    PROJECTS_DEFINED("projects.defined", 1, Cleanup.COMPACT, "project"),
    SCREENINGS_DEFINED("screenings.defined", 1, Cleanup.COMPACT, "project"),
    FILMS_UPLOADED("films.uploaded", 4, Cleanup.COMPACT, "film"),
    FILMS_PROGRESSED("films.progressed", 4, Cleanup.COMPACT, "film"),
    FILMS_ENDED("films.ended", 4, Cleanup.COMPACT, "film"),
    SHOTS_DEFINED("shots.defined", 1, Cleanup.COMPACT, "film"),
    STILLS_REQUESTED("stills.requested", 4, Cleanup.COMPACT, "clip"),
    CLIPS_CUT("clips.cut", 8, Cleanup.COMPACT, "clip"),
    CLIPS_SCREENED("clips.screened", 8, Cleanup.COMPACT, "clip"),
    CLIPS_WITHDRAWN("clips.withdrawn", 8, Cleanup.COMPACT, "clip"),
    CLIPS_RULED("clips.ruled", 8, Cleanup.COMPACT, "clip"),
    CAPTIONS_REQUESTED("captions.requested", 32, Cleanup.COMPACT, "clip"),
    CLIPS_CAPTIONED("clips.captioned", 8, Cleanup.COMPACT, "clip"),
    DATASETS_FROZEN("datasets.frozen", 1, Cleanup.COMPACT, "dataset"),
    CACHES_REQUESTED("caches.requested", 1, Cleanup.COMPACT, "dataset"),
    LATENTS_CACHED("latents.cached", 4, Cleanup.COMPACT, "dataset/item"),
    TEXTS_CACHED("texts.cached", 4, Cleanup.COMPACT, "dataset/item"),
    CACHES_ENDED("caches.ended", 1, Cleanup.COMPACT, "dataset"),
    TRAININGS_REQUESTED("trainings.requested", 1, Cleanup.COMPACT, "run"),
    TRAININGS_PROGRESSED("trainings.progressed", 4, Cleanup.COMPACT, "run/step"),
    CHECKPOINTS_SAVED("checkpoints.saved", 1, Cleanup.COMPACT, "run/step"),
    PREVIEWS_RENDERED("previews.rendered", 1, Cleanup.COMPACT, "run/step/prompt"),
    TRAININGS_ENDED("trainings.ended", 1, Cleanup.COMPACT, "run"),
    RENDERS_REQUESTED("renders.requested", 1, Cleanup.COMPACT, "render"),
    RENDERS_PROGRESSED("renders.progressed", 4, Cleanup.COMPACT, "render"),
    RENDERS_ENDED("renders.ended", 1, Cleanup.COMPACT, "render"),
    WORKS_COMMANDED("works.commanded", 1, Cleanup.DELETE_AFTER_A_DAY, "work"),
    DEAD_LETTERS("dead.letters", 1, Cleanup.DELETE_AFTER_A_MONTH, "as the failed record's");

    private final String topicName;
    private final int partitions;
    private final Cleanup cleanup;
    private final String keyedBy;

    Topic(String topicName, int partitions, Cleanup cleanup, String keyedBy) {
        this.topicName = topicName;
        this.partitions = partitions;
        this.cleanup = cleanup;
        this.keyedBy = keyedBy;
    }

    /// The name in the broker.
    public String topicName() {
        return topicName;
    }

    public int partitions() {
        return partitions;
    }

    public Cleanup cleanup() {
        return cleanup;
    }

    /// What the record key is made of, in words.
    public String keyedBy() {
        return keyedBy;
    }

    /// How long records are kept.
    public enum Cleanup {
        COMPACT,
        DELETE_AFTER_A_DAY,
        DELETE_AFTER_A_MONTH
    }
}

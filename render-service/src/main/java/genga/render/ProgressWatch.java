package genga.render;

import genga.wan.render.RenderWatch;

/// Tells each step of a render in words, and lets a cancel or a shutdown end it between two of them.
record ProgressWatch(RenderRun run) implements RenderWatch<Exception> {

    private static final int GROUP = 4;

    @Override
    public void sampled(int done, int steps) throws Exception {
        String stage = done == steps ? "decoding" : "step %d of %d".formatted(done + 1, steps);
        run.progressed(stage, done, steps);
    }

    /// Frames come in groups of four.
    @Override
    public void decoded(int done, int frames) throws Exception {
        if (done % GROUP == 1) {
            run.progressed("decoding", done, frames);
        }
    }
}

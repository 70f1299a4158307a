package genga.wan.render;

/// Sees how far a render has come. What it throws ends the render there and then.
///
/// @param <E> what a watcher throws to stop the render
public interface RenderWatch<E extends Exception> {

    /// Called before each step of the sampler, and once more after the last.
    ///
    /// @param done steps taken
    void sampled(int done, int steps) throws E;

    /// Called after each decoded frame was handed on.
    ///
    /// @param done frames of the clip
    void decoded(int done, int frames) throws E;
}

package genga.wan.render;

import genga.wan.dataset.FrameCount;
import genga.wan.dataset.Resolution;
import genga.wan.guidance.Guidance;
import genga.wan.sampling.FlowSchedule;
import genga.wan.sampling.Sampler;

/// Everything but the prompt and the weights that decides which clip comes out.
///
/// @param guidance how each step's velocity is made of passes through the model
/// @param seed of the starting noise, drawn as torch's CPU generator draws it
public record SamplingSettings(
        Resolution resolution,
        FrameCount frames,
        FlowSchedule schedule,
        Sampler sampler,
        Guidance guidance,
        long seed) {

    private static final int SIDE = 16;

    public SamplingSettings {
        if (resolution.width() % SIDE != 0 || resolution.height() % SIDE != 0) {
            throw new IllegalArgumentException(
                    "a clip's width and height must be multiples of 16, got %s".formatted(resolution));
        }
    }

    /// Plain guidance.
    ///
    /// @param guidance scale g in `v = v_u + g (v_c - v_u)`; 1 is off
    public SamplingSettings(
            Resolution resolution,
            FrameCount frames,
            FlowSchedule schedule,
            Sampler sampler,
            double guidance,
            long seed) {
        this(resolution, frames, schedule, sampler, Guidance.of(guidance), seed);
    }
}

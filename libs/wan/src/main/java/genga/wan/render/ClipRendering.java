package genga.wan.render;

import genga.wan.adapter.StepBranches;
import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.transformer.SideBranches;
import genga.wan.transformer.WanTransformer;
import genga.wan.vae.Latent;
import genga.wan.vae.RgbFrame;
import genga.wan.vae.TiledVae;
import genga.wan.vae.VaeTiling;
import genga.wan.vae.VideoVae;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// A clip from a prompt: noise, the sampler's steps, and the VAE's pictures, handed on as they are made. The same
/// settings, prompts and weights give the same pictures.
public final class ClipRendering {

    private final WanTransformer transformer;
    private final ActingBranches branches;
    private final Decoding decoding;

    /// @param branches the adapters in use
    /// @param vae the VAE's file, opened when the latent is there
    /// @param device where the VAE computes
    public ClipRendering(WanTransformer transformer, SideBranches branches, Path vae, Device device) {
        this(transformer, (step, steps) -> branches, new Decoding(vae, device, DType.F32, Optional.empty()));
    }

    private ClipRendering(WanTransformer transformer, ActingBranches branches, Decoding decoding) {
        this.transformer = transformer;
        this.branches = branches;
        this.decoding = decoding;
    }

    /// The same with adapters that act in some steps only; they stay the caller's to close, after rendering.
    public ClipRendering with(StepBranches stepwise) {
        return new ClipRendering(transformer, stepwise::at, decoding);
    }

    /// The same, but pictures larger than a tile are decoded tile by tile, in less memory.
    public ClipRendering tiled(VaeTiling tiles) {
        return new ClipRendering(
                transformer,
                branches,
                new Decoding(decoding.vae(), decoding.device(), decoding.type(), Optional.of(tiles)));
    }

    /// The same, but the VAE computes in `type`.
    public ClipRendering decodedIn(DType type) {
        return new ClipRendering(
                transformer, branches, new Decoding(decoding.vae(), decoding.device(), type, decoding.tiling()));
    }

    /// Renders; `pictures` gets each frame in turn.
    public <E extends Exception> void render(
            SamplingSettings settings, Prompts prompts, RenderWatch<E> watch, Consumer<RgbFrame> pictures) throws E {
        Latent latent = new LatentSampling(transformer, branches).sample(settings, prompts, watch);
        try (VideoVae decoder = VideoVae.open(decoding.vae(), decoding.device(), decoding.type())) {
            int frames = settings.frames().value();
            int[] done = {0};
            decode(decoder, latent, picture -> {
                pictures.accept(picture);
                stopping(() -> watch.decoded(++done[0], frames));
            });
        } catch (Stopped stopped) {
            throw stopped.<E>reason();
        }
    }

    private void decode(VideoVae decoder, Latent latent, Consumer<RgbFrame> sink) {
        if (decoding.tiling().isPresent()) {
            new TiledVae(decoder, decoding.tiling().get()).decode(latent, sink);
        } else {
            decoder.decode(latent, sink);
        }
    }

    /// How a latent becomes pictures.
    private record Decoding(Path vae, Device device, DType type, Optional<VaeTiling> tiling) {}

    private static <E extends Exception> void stopping(Step<E> step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new Stopped(e);
        }
    }

    private interface Step<E extends Exception> {
        void run() throws E;
    }

    /// Carries what a watcher threw through the decoder, which knows nothing of it.
    private static final class Stopped extends RuntimeException {
        Stopped(Exception reason) {
            super(reason);
        }

        /// Only what a watcher may throw gets in.
        @SuppressWarnings("unchecked")
        <E extends Exception> E reason() {
            return (E) getCause();
        }
    }
}

package genga.wan.vae;

import genga.wan.dataset.Resolution;
import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.NativeHeap;
import genga.wan.tensor.Script;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import genga.wan.weights.FiniteCheck;
import genga.wan.weights.ModelFile;
import genga.wan.weights.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The causal video VAE of Wan2.1: clips and stills to [Latent] and back.
///
/// Both ways run chunk by chunk (the first frame alone, then four at a time; one latent frame at a time back), and
/// every stage remembers two frames of its input, so memory does not grow with the clip. The mean is taken, nothing
/// is drawn.
public final class VideoVae implements AutoCloseable {
    /// Per-channel mean and deviation of raw latents (Wan2.1 `wan/modules/vae.py`).
    private static final float[] MEAN = {
        -0.7571f, -0.7089f, -0.9113f, 0.1075f, -0.1745f, 0.9653f, -0.1517f, 1.5508f, 0.4134f, -0.0715f, 0.5517f,
        -0.3632f, -0.1922f, -0.9497f, 0.2503f, -0.2921f
    };

    private static final float[] DEVIATION = {
        2.8184f, 1.4541f, 2.3275f, 2.6558f, 1.2196f, 1.7708f, 2.6052f, 2.0743f,
        3.2687f, 2.1526f, 2.8652f, 1.5579f, 1.6382f, 1.1253f, 2.8251f, 1.9160f
    };

    private final TensorScope scope = TensorScope.open();
    private final Device device;
    private final DType type;
    private final Map<String, VaeStage> encoder;
    private final Map<String, VaeStage> decoder;
    private final List<Tensor> afterEncoder;
    private final List<Tensor> beforeDecoder;
    private final Tensor mean;
    private final Tensor deviation;

    private VideoVae(Weights source, Device device, DType type) {
        this.device = device;
        this.type = type;
        try {
            VaeWeights weights = new VaeWeights(source, scope, device, type);
            encoder = weights.encoder();
            decoder = weights.decoder();
            afterEncoder = weights.point("conv1", 2L * Latent.CHANNELS);
            beforeDecoder = weights.point("conv2", Latent.CHANNELS);
            mean = Tensor.of(scope, MEAN, 1, Latent.CHANNELS, 1, 1, 1).to(scope, device);
            deviation = Tensor.of(scope, DEVIATION, 1, Latent.CHANNELS, 1, 1, 1).to(scope, device);
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    /// @param weights a Wan2.1 VAE of any container and naming, such as `Wan2.1_VAE.pth`
    public static VideoVae open(Path weights, Device device) {
        return open(weights, device, DType.F32);
    }

    /// @param type what to compute in; single precision is the reference, bf16 is two to three times as fast
    public static VideoVae open(Path weights, Device device, DType type) {
        if (type != DType.F32 && type != DType.BF16) {
            throw new IllegalArgumentException("the VAE computes in F32 or BF16, not in " + type.label());
        }
        try (ModelFile model = ModelFile.open(weights)) {
            Weights source = model.requireVae();
            FiniteCheck.require(source);
            return new VideoVae(source, device, type);
        }
    }

    /// Encodes 4n+1 pictures of one size, read as they are needed.
    public Latent encode(Iterator<RgbFrame> frames) {
        return encodeChunks(new FrameChunks(frames, scope), (name, stage) -> {});
    }

    /// Encodes `[1, 3, T, H, W]` with values from -1 to 1; `stages` sees every stage of every chunk and `mu`, the
    /// latent before it is normalised.
    public Latent encodeStages(Tensor video, BiConsumer<String, Tensor> stages) {
        return encodeChunks(new TensorChunks(video, scope), stages);
    }

    /// Decodes to pictures, handed on as they are made.
    public void decode(Latent latent, Consumer<RgbFrame> sink) {
        Resolution size = latent.resolution();
        decodeStages(latent, (name, stage) -> {
            if (name.equals("decoder.head")) {
                Tensor rgb_THWC = script().call(scope, "rgb", stage);
                byte[] bytes = rgb_THWC.toBytes();
                rgb_THWC.close();
                int frame = (int) (3 * size.area());
                for (int at = 0; at < bytes.length; at += frame) {
                    sink.accept(new RgbFrame(size, Arrays.copyOfRange(bytes, at, at + frame)));
                }
            }
        });
    }

    /// Decodes, showing `stages` every stage of every chunk; `decoder.head` is the picture before it is clamped.
    public void decodeStages(Latent latent, BiConsumer<String, Tensor> stages) {
        try (TensorScope clip = scope.child()) {
            Map<String, StageMemory> memories = memories(clip, decoder);
            Tensor z = latent.tensor(clip).to(clip, device);
            for (int frame = 0; frame < latent.frames(); frame++) {
                try (TensorScope chunk = clip.child()) {
                    Tensor one = script().call(chunk, "frame", z, frame);
                    Tensor raw = script().call(chunk, "raw", one, mean, deviation, type.code());
                    Tensor x = script().call(chunk, "point", raw, beforeDecoder);
                    run(chunk, x, decoder, memories, stages);
                }
            }
        }
    }

    private Latent encodeChunks(Iterator<Tensor> chunks, BiConsumer<String, Tensor> stages) {
        try (TensorScope clip = scope.child()) {
            Map<String, StageMemory> memories = memories(clip, encoder);
            List<Tensor> latents = new ArrayList<>();
            while (chunks.hasNext()) {
                try (TensorScope chunk = clip.child()) {
                    Tensor x = chunk.keep(chunks.next()).to(chunk, device).to(chunk, type);
                    Tensor out = script().call(chunk, "point", run(chunk, x, encoder, memories, stages), afterEncoder);
                    stages.accept("mu", out);
                    latents.add(clip.keep(script().call(chunk, "normalised", out, mean, deviation)));
                }
            }
            return Latent.of(script().call(clip, "joined", latents));
        }
    }

    private static Tensor run(
            TensorScope scope,
            Tensor x,
            Map<String, VaeStage> network,
            Map<String, StageMemory> memories,
            BiConsumer<String, Tensor> stages) {
        Tensor current = x;
        for (Map.Entry<String, VaeStage> stage : network.entrySet()) {
            try (TensorScope inner = scope.child()) {
                Tensor next = scope.keep(stage.getValue().run(inner, current, memories.get(stage.getKey())));
                current.close();
                current = next;
            }
            stages.accept(stage.getKey(), current);
        }
        return current;
    }

    private static Map<String, StageMemory> memories(TensorScope clip, Map<String, VaeStage> network) {
        Map<String, StageMemory> memories = new HashMap<>();
        network.keySet().forEach(name -> memories.put(name, new StageMemory(clip)));
        return memories;
    }

    static Script script() {
        return Script.load("vae");
    }

    @Override
    public void close() {
        scope.close();
        NativeHeap.giveBack();
    }
}

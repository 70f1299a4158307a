package genga.wan.memory;

import genga.wan.memory.MemoryPlan.Item;
import genga.wan.tensor.DType;
import genga.wan.transformer.BlockLinear;
import genga.wan.transformer.TransformerOptions;
import genga.wan.transformer.TransformerShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How much memory of the device and how many operations a job takes, before it starts.
///
/// S tokens, D width, F feed-forward width, N blocks, L = 512 text rows. Weights, adapters, kept inputs and
/// operations are counted; the share of a block at work and of the CUDA context are estimates, calibrated on a 24 GB
/// card with musubi-tuner. None of it has been measured with this program on a GPU.
public final class MemoryModel {
    /// Values of a patch per channel.
    private static final int PATCH = 4;

    private static final int BF16 = 2;
    private static final int FP32 = 4;
    private static final long TEXT = TransformerOptions.TEXT_LENGTH;

    /// A block computed again and carried back holds 40 to 45 tensors `[S, D]` in bf16 (estimate).
    private static final double RECOMPUTED = 42.5;

    /// Temporaries beside a block's widened weights (estimate).
    private static final long TEMPORARIES = (long) (0.3 * (1L << 30));

    /// CUDA context, cuBLAS and fragmentation: 0.6 to 1.2 GiB (estimate).
    private static final long CONTEXT = (long) (0.9 * (1L << 30));

    /// Slots on the device that swapped blocks pass through.
    private static final int SLOTS = 2;

    private final TransformerShape shape;

    public MemoryModel(TransformerShape shape) {
        this.shape = shape;
    }

    /// Weights of a block's ten linears: `8 D² + 2 D F`.
    long linearWeights() {
        long width = shape.width();
        return 8 * width * width + 2 * width * shape.inner();
    }

    /// All values of a block: the linears, their biases, four norms of the heads, norm3 and the modulation.
    long blockValues() {
        return linearWeights() + 21L * shape.width() + shape.inner();
    }

    /// All values of the model.
    public long values() {
        long d = shape.width();
        long patch = (long) shape.channels() * PATCH;
        long text = shape.textWidth() * d + d + d * d + d;
        long time = shape.timeWidth() * d + d + d * d + d + 6 * d * d + 6 * d;
        long ends = patch * d + d + 2 * d + patch * d + patch;
        return shape.blocks() * blockValues() + text + time + ends;
    }

    /// Values of an adapter of that rank on every linear: `r (in + out)` each.
    long adapterValues(int rank) {
        long sides = 0;
        for (BlockLinear linear : BlockLinear.ALL) {
            sides += shape.inputs(linear) + shape.outputs(linear);
        }
        return shape.blocks() * sides * rank;
    }

    /// What a job needs, item by item; refuses to swap more blocks than there are.
    public MemoryPlan plan(Workload job) {
        if (job.swapped() < 0 || job.swapped() > shape.blocks()) {
            throw new IllegalArgumentException(
                    "0 to %d blocks can be swapped, got %d".formatted(shape.blocks(), job.swapped()));
        }
        List<Item> items = new ArrayList<>();
        long resident = shape.blocks() - job.swapped() + Math.min(job.swapped(), SLOTS);
        items.add(new Item(
                "linears of %d blocks on the device".formatted(resident),
                resident * job.base().bytes(linearWeights())));
        items.add(new Item("everything else of the model, bf16", BF16 * (values() - shape.blocks() * linearWeights())));
        switch (job) {
            case Workload.Training training -> addTraining(items, training);
            case Workload.Rendering rendering -> addRendering(items, rendering);
        }
        items.add(new Item("CUDA context and fragmentation", CONTEXT));
        return new MemoryPlan(items);
    }

    private void addTraining(List<Item> items, Workload.Training job) {
        long adapter = adapterValues(job.rank());
        long row = job.tokens() * shape.width() * BF16;
        items.add(new Item("adapter and its gradients, fp32", 2 * FP32 * adapter));
        items.add(new Item("state of the optimizer", job.stateBytes() * adapter));
        items.add(new Item("adapter in bf16 while at work", BF16 * adapter));
        items.add(new Item("inputs of all blocks", row * shape.blocks()));
        items.add(new Item(
                "insides of all blocks", shape.blocks() * job.kept().bytes(shape, job.tokens(), TEXT, DType.BF16)));
        items.add(new Item("one block computed again", (long) (RECOMPUTED * row)));
        items.add(new Item("weights of that block, widened", widened(job) + TEMPORARIES));
    }

    /// A block at work holds the stream, q, k, v, the attention's result and one more `[S, D]`, and the
    /// feed-forward's `[S, F]` before and after its activation.
    private void addRendering(List<Item> items, Workload.Rendering job) {
        long keys = job.prompts() * shape.blocks() * 2 * TEXT * shape.width() * BF16;
        items.add(new Item("adapters beside the model, bf16", BF16 * adapterValues(job.rank())));
        items.add(new Item("keys and values of the prompts", keys));
        items.add(new Item("one block at work", job.tokens() * (6L * shape.width() + 2L * shape.inner()) * BF16));
        items.add(new Item("weights of that block, widened", widened(job)));
    }

    private long widened(Workload job) {
        return job.base().widens() ? BF16 * linearWeights() : 0;
    }

    /// Operations of one forward pass: `N (8 S D² + 4 S D² + 4 L D² + 4 S D F + 4 S² D + 4 S L D)`, a multiplication
    /// and an addition counted as two.
    public double forwardOperations(long tokens) {
        double s = tokens;
        double d = shape.width();
        double linears = 12 * s * d * d + 4 * TEXT * d * d + 4 * s * d * shape.inner();
        return shape.blocks() * linears + attention(s);
    }

    /// Operations of one training step with blocks computed again: forward, forward again and the gradient of the
    /// inputs are `6 P S` for the P weights of the linears, and four times the attention.
    public double stepOperations(long tokens) {
        return 6.0 * shape.blocks() * linearWeights() * tokens + 4 * attention(tokens);
    }

    private double attention(double s) {
        return shape.blocks() * (4 * s * s + 4 * s * TEXT) * shape.width();
    }

    /// Seconds for that many operations on a device that really does `teraflops` of 1e12 per second.
    public static double seconds(double operations, double teraflops) {
        return operations / (teraflops * 1e12);
    }

    /// The fewest blocks to swap so that the job fits; nothing when it never does.
    public Optional<Integer> swapsToFit(Workload job, long vram) {
        for (int swapped = 0; swapped <= shape.blocks(); swapped++) {
            if (plan(job.swapping(swapped)).fits(vram)) {
                return Optional.of(swapped);
            }
        }
        return Optional.empty();
    }

    /// Why a job does not fit and what to do, in one sentence; nothing when it fits.
    public Optional<String> refusal(Workload job, long vram) {
        MemoryPlan plan = plan(job);
        if (plan.fits(vram)) {
            return Optional.empty();
        }
        String remedy = swapsToFit(job, vram)
                .map(swapped -> "swap %d blocks instead of %d".formatted(swapped, job.swapped()))
                .orElseGet(() -> fewerTokens(job.swapping(shape.blocks()), vram));
        return Optional.of("%,d tokens need %s and the device has %s; %s"
                .formatted(job.tokens(), MemoryPlan.gib(plan.bytes()), MemoryPlan.gib(vram), remedy));
    }

    private String fewerTokens(Workload job, long vram) {
        long least = 0;
        long most = job.tokens();
        while (least < most) {
            long middle = (least + most + 1) / 2;
            if (plan(job.with(middle)).fits(vram)) {
                least = middle;
            } else {
                most = middle - 1;
            }
        }
        return least == 0
                ? "even with all %d blocks swapped the model does not fit: use a smaller model"
                        .formatted(shape.blocks())
                : "swap all %d blocks and lower resolution or frame count to %,d tokens"
                        .formatted(shape.blocks(), least);
    }
}

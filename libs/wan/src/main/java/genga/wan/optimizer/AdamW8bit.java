package genga.wan.optimizer;

import genga.wan.tensor.DType;
import genga.wan.tensor.Device;
import genga.wan.tensor.Tensor;
import genga.wan.tensor.TensorScope;
import java.util.List;

/// AdamW whose two moving means are kept in eight bits, in blocks of 256 values with a common scale: a quarter of the
/// memory. Parameters under 4,096 values keep fp32 means.
///
/// Source: Dettmers et al., "8-bit Optimizers via Block-wise Quantization", 2021; defaults and order of operations of
/// `bitsandbytes.optim.AdamW8bit` (decay after the move).
public record AdamW8bit(double rate, double beta1, double beta2, double epsilon, double weightDecay)
        implements OptimizerRule {
    static final int BLOCK = 256;
    static final long LEAST = 4096;
    private static final int STATE_TENSORS = 6;

    public AdamW8bit {
        OptimizerRule.check(rate, beta1, beta2, weightDecay);
        OptimizerRule.checkEpsilon(epsilon);
    }

    /// The library's defaults: betas 0.9 and 0.999, decay 0.01.
    public static AdamW8bit withRate(double rate) {
        return new AdamW8bit(rate, 0.9, 0.999, 1e-8, 0.01);
    }

    /// Codes, block scales and tables of both means; or the two means themselves.
    @Override
    public List<Tensor> start(TensorScope scope, Tensor parameter) {
        if (parameter.elements() < LEAST) {
            return whole().start(scope, parameter);
        }
        long blocks = (parameter.elements() + BLOCK - 1) / BLOCK;
        return List.of(
                zeros(scope, parameter, DType.U8, blocks * BLOCK),
                zeros(scope, parameter, DType.U8, blocks * BLOCK),
                zeros(scope, parameter, DType.F32, blocks),
                zeros(scope, parameter, DType.F32, blocks),
                table(scope, DynamicCode.signed(), parameter.device()),
                table(scope, DynamicCode.unsigned(), parameter.device()));
    }

    private static Tensor zeros(TensorScope scope, Tensor parameter, DType type, long count) {
        return SCRIPT.call(scope, "zeros", parameter, new long[] {count}, type.code());
    }

    private static Tensor table(TensorScope scope, float[] codes, Device device) {
        Tensor table = Tensor.of(scope, codes, codes.length);
        return device.isCpu() ? table : table.to(scope, device);
    }

    private AdamW whole() {
        return new AdamW(rate, beta1, beta2, epsilon, weightDecay);
    }

    @Override
    public int stateBytes() {
        return 2;
    }

    @Override
    public void apply(Update update) {
        for (int i = 0; i < update.parameters().size(); i++) {
            if (update.states().get(i).size() == STATE_TENSORS) {
                move(update, i);
            } else {
                whole().move(update, i);
            }
        }
    }

    private void move(Update update, int i) {
        List<Tensor> state = update.states().get(i);
        SCRIPT.callVoid(
                "adamw8bit",
                update.parameters().get(i),
                update.gradients().get(i),
                state.subList(0, 2),
                state.subList(2, 4),
                state.subList(4, STATE_TENSORS),
                update.rate(),
                beta1,
                beta2,
                epsilon,
                weightDecay,
                update.count());
    }
}

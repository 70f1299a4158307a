package genga.wan.golden;

import genga.wan.quant.Fp8;
import genga.wan.quant.Granularity;
import genga.wan.quant.QuantisedLinear;
import genga.wan.tensor.DType;
import genga.wan.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Weights in eight bits: quantising, dequantising, plain casts, decode tables and rounding, bit by bit.
final class Fp8Cases {
    private final GoldenCase golden;
    private final List<Comparison> comparisons = new ArrayList<>();

    private Fp8Cases(GoldenCase golden) {
        this.golden = golden;
    }

    static List<Comparison> run(GoldenCase golden) {
        Fp8Cases cases = new Fp8Cases(golden);
        for (String type : List.of("fp32", "bf16")) {
            for (Granularity granularity : Granularity.values()) {
                cases.quantised(type, granularity);
            }
            Tensor weight = golden.tensor("weight_" + type);
            cases.same(type + ".e4m3fn_cast.bytes", Fp8.e4m3(golden.scope(), weight));
            cases.same(type + ".e5m2_cast.bytes", Fp8.e5m2(golden.scope(), weight));
        }
        cases.stateDictionary();
        cases.linear();
        cases.edges();
        cases.tables();
        return cases.comparisons;
    }

    private void quantised(String type, Granularity granularity) {
        String name = type + "." + granularity.name().toLowerCase(Locale.ROOT);
        Tensor weight = golden.tensor("weight_" + type);
        QuantisedLinear found = QuantisedLinear.fp8(golden.scope(), weight, granularity);
        same(name + ".bytes", found.weight_OI());
        same(name + ".scale", found.scale());
        same(name + ".dequant", found.dequantise(golden.scope(), weight.dtype()));
    }

    private void stateDictionary() {
        QuantisedLinear found = QuantisedLinear.fp8(golden.scope(), golden.tensor("weight_bf16"), Granularity.BLOCK);
        same("state_dict.bytes", found.weight_OI());
        same("state_dict.scale_weight", found.scale());
    }

    private void linear() {
        QuantisedLinear layer = QuantisedLinear.fp8(golden.scope(), golden.tensor("weight_bf16"), Granularity.BLOCK);
        Optional<Tensor> bias = Optional.of(golden.tensor("linear.bias"));
        comparisons.add(golden.compare("linear.y", layer.linear(golden.scope(), golden.tensor("linear.x"), bias)));
    }

    private void edges() {
        Tensor values = golden.tensor("edge.values");
        same("edge.e4m3fn", Fp8.e4m3(golden.scope(), values));
        same("edge.e5m2", Fp8.e5m2(golden.scope(), values));
        same("edge.bf16_bits", values.to(golden.scope(), DType.BF16));
        same("bf16_round.bits", golden.tensor("bf16_round.in").to(golden.scope(), DType.BF16));
        same("fp16_round.bits", golden.tensor("bf16_round.in").to(golden.scope(), DType.F16));
    }

    private void tables() {
        table("all_bytes.e4m3fn_as_fp32", DType.F8_E4M3);
        table("all_bytes.e5m2_as_fp32", DType.F8_E5M2);
    }

    private void table(String name, DType type) {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        float[] found = Tensor.ofBytes(golden.scope(), MemorySegment.ofArray(all), type, all.length)
                .toFloats();
        comparisons.add(Comparison.equal(name, true, Arrays.equals(found, golden.floats(name))));
    }

    /// Equal bits, whatever the reference calls their type; a case need not have every combination.
    private void same(String name, Tensor found) {
        if (golden.has(name)) {
            byte[] expected = golden.tensor(name).toBytes();
            comparisons.add(Comparison.equal(name, true, Arrays.equals(found.toBytes(), expected)));
        }
    }
}

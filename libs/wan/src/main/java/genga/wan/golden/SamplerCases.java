package genga.wan.golden;

import com.fasterxml.jackson.databind.JsonNode;
import genga.wan.sampling.DpmPlusPlus;
import genga.wan.sampling.Euler;
import genga.wan.sampling.FlowSchedule;
import genga.wan.sampling.Lcm;
import genga.wan.sampling.Sampler;
import genga.wan.sampling.SamplerRun;
import genga.wan.sampling.ScheduleName;
import genga.wan.sampling.UniPc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Schedules and whole walks with the closed-form velocity `v(x, t) = sin(3 x) · t / 1000 + 0.1 · x`.
final class SamplerCases {
    private static final Tolerance SIGMA = Tolerance.of(1e-6, 0);
    private static final Tolerance TIMESTEP = Tolerance.of(1e-3, 0);

    private final GoldenCase golden;

    private SamplerCases(GoldenCase golden) {
        this.golden = golden;
    }

    static List<Comparison> run(GoldenCase golden) {
        SamplerCases cases = new SamplerCases(golden);
        List<Comparison> comparisons = new ArrayList<>();
        for (String name : golden.named("output")) {
            FlowSchedule schedule = schedule(name);
            JsonNode table = golden.manifest().path("tables").path(name);
            if (table.isObject()) {
                comparisons.addAll(table(name, schedule, table));
            }
            comparisons.add(golden.compare(name, cases.walk(sampler(name), schedule)));
        }
        return comparisons;
    }

    private static List<Comparison> table(String name, FlowSchedule schedule, JsonNode table) {
        float[] sigmas = floats(table.path("sigmas"));
        float[] found = floats(schedule.sigmas());
        Tolerance told = table.path("timesteps_dtype").asText().contains("int") ? Tolerance.of(0, 0) : TIMESTEP;
        return List.of(
                SIGMA.compare(name + " sigmas", Arrays.copyOf(found, sigmas.length), sigmas),
                told.compare(name + " timesteps", floats(schedule.timesteps()), floats(table.path("timesteps"))));
    }

    /// All states of a walk, the start included, one after the other.
    private float[] walk(Sampler sampler, FlowSchedule schedule) {
        float[] x = golden.floats("x0");
        float[] noise = golden.floats("lcm_noise");
        int size = x.length;
        int[] drawn = {0};
        SamplerRun run = sampler.start(schedule, count -> {
            int from = drawn[0]++ * size;
            return Arrays.copyOfRange(noise, from, from + count);
        });
        float[] states = Arrays.copyOf(x, (schedule.steps() + 1) * size);
        for (int i = 0; i < schedule.steps(); i++) {
            x = run.step(x, velocity(x, schedule.timestep(i)));
            System.arraycopy(x, 0, states, (i + 1) * size, size);
        }
        return states;
    }

    private static float[] velocity(float[] x, double timestep) {
        float level = (float) (timestep / 1000);
        float[] velocity = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            velocity[i] = (float) Math.sin(3 * x[i]) * level + 0.1f * x[i];
        }
        return velocity;
    }

    /// Names are `kind.shiftS.nSTEPS` or `kind.shiftS.listA_B_C`.
    private static FlowSchedule schedule(String name) {
        int shiftAt = name.indexOf(".shift");
        int lastDot = name.lastIndexOf('.');
        double shift = Double.parseDouble(name.substring(shiftAt + 6, lastDot));
        String last = name.substring(lastDot + 1);
        if (last.startsWith("list")) {
            List<Integer> picks = Arrays.stream(last.substring(4).split("_"))
                    .map(Integer::valueOf)
                    .toList();
            return FlowSchedule.distilled(picks, shift);
        }
        return FlowSchedule.of(scheduleName(name.substring(0, shiftAt)), Integer.parseInt(last.substring(1)), shift);
    }

    private static ScheduleName scheduleName(String kind) {
        return switch (kind) {
            case "wan_unipc" -> ScheduleName.WAN_UNIPC;
            case "wan_dpmpp_2m" -> ScheduleName.WAN_DPMPP;
            case "wrapper_unipc", "wrapper_dpmpp_2m" -> ScheduleName.KIJAI;
            case "diffusers_euler", "diffusers_flowmatch_lcm" -> ScheduleName.DIFFUSERS_EULER;
            case "diffusers_unipc" -> ScheduleName.DIFFUSERS_UNIPC;
            case "comfyui_lcm_formula" -> ScheduleName.COMFY;
            default -> throw new IllegalArgumentException("sampler case %s is not known".formatted(kind));
        };
    }

    private static Sampler sampler(String name) {
        String kind = name.substring(0, name.indexOf(".shift"));
        if (kind.endsWith("unipc")) {
            return new UniPc(UniPc.Form.BH2, 2);
        }
        if (kind.endsWith("dpmpp_2m")) {
            return new DpmPlusPlus(false);
        }
        return kind.contains("lcm") ? new Lcm() : new Euler();
    }

    static float[] floats(JsonNode numbers) {
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) numbers.get(i).asDouble();
        }
        return values;
    }

    static float[] floats(List<Double> numbers) {
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.get(i).floatValue();
        }
        return values;
    }
}

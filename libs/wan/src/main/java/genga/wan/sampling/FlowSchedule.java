package genga.wan.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/// The noise levels of one run: `sigmas` falls from pure noise to 0 and has one entry more than `timesteps`, which
/// holds what the model is told at each step (`1000 · sigma`, cut to a whole number where the program it comes from
/// does so).
///
/// Shift (Wan2.1 `fm_solvers_unipc.py`): `sigma' = s · sigma / (1 + (s - 1) · sigma)`.
///
/// Sigmas are kept at float precision, as the programs they come from keep them.
public record FlowSchedule(ScheduleName name, double shift, List<Double> sigmas, List<Double> timesteps) {
    private static final int TABLE = 1_000;

    public FlowSchedule {
        sigmas = List.copyOf(sigmas);
        timesteps = List.copyOf(timesteps);
        if (timesteps.isEmpty() || sigmas.size() != timesteps.size() + 1) {
            throw new IllegalArgumentException("a schedule needs at least one step and one sigma more than steps, got "
                    + "%d sigmas for %d steps".formatted(sigmas.size(), timesteps.size()));
        }
        for (int i = 0; i < timesteps.size(); i++) {
            requireFalling(sigmas.get(i), sigmas.get(i + 1), i);
        }
        if (sigmas.getLast() != 0 || sigmas.getFirst() > 1) {
            throw new IllegalArgumentException("sigmas must start at 1 or below and end at 0, got %s to %s"
                    .formatted(sigmas.getFirst(), sigmas.getLast()));
        }
    }

    /// The schedule of that name over `steps` steps. For [ScheduleName#DISTILL] the picks are evenly spaced (4 steps:
    /// 1000, 750, 500, 250); use [#distilled] for other picks and [#custom] for a free list.
    public static FlowSchedule of(ScheduleName name, int steps, double shift) {
        requireSteps(steps, shift);
        return switch (name) {
            case WAN_UNIPC -> wholeTimesteps(name, shift, steps, falling((float) 0.999, 0, steps, shift));
            case WAN_DPMPP -> wholeTimesteps(name, shift, steps, falling(1, 0, steps, shift));
            case KIJAI -> wholeTimesteps(name, shift, steps, falling(shiftFloat(0.999f, shift), 0, steps, shift));
            case COMFY ->
                fractionalTimesteps(
                        name, shift, steps, i -> shift((TABLE - i * TABLE / steps) / (double) TABLE, shift));
            case DIFFUSERS_EULER -> diffusersEuler(steps, shift);
            case DIFFUSERS_UNIPC -> diffusersUniPc(steps, shift);
            case DISTILL -> fractionalTimesteps(name, shift, steps, i -> shift((steps - i) / (double) steps, shift));
            case CUSTOM ->
                throw new IllegalArgumentException("a custom schedule is made from its sigmas, not from a step count");
        };
    }

    /// Entries of the shifted 1,000-entry table, named by their unshifted timestep: 1000, 750, 500, 250.
    public static FlowSchedule distilled(List<Integer> picks, double shift) {
        requireSteps(picks.size(), shift);
        return fractionalTimesteps(
                ScheduleName.DISTILL, shift, picks.size(), i -> shift(picks.get(i) / (double) TABLE, shift));
    }

    /// A free list of sigmas, highest first, without the final 0; the model is told `1000 · sigma`.
    public static FlowSchedule custom(List<Double> sigmas) {
        requireSteps(sigmas.size(), 1);
        return fractionalTimesteps(ScheduleName.CUSTOM, 1, sigmas.size(), sigmas::get);
    }

    /// `s · sigma / (1 + (s - 1) · sigma)`
    public static double shift(double sigma, double s) {
        return s * sigma / (1 + (s - 1) * sigma);
    }

    public int steps() {
        return timesteps.size();
    }

    public double sigma(int step) {
        return sigmas.get(step);
    }

    /// What the model is told at that step.
    public double timestep(int step) {
        return timesteps.get(step);
    }

    private static FlowSchedule diffusersEuler(int steps, double shift) {
        double last = shiftFloat(0.001f, shift);
        IntToDoubleFunction point = i -> steps == 1 ? 1 : 1 + i * ((last - 1) / (steps - 1));
        return fractionalTimesteps(
                ScheduleName.DIFFUSERS_EULER, shift, steps, i -> shift(point.applyAsDouble(i), shift));
    }

    private static FlowSchedule diffusersUniPc(int steps, double shift) {
        IntToDoubleFunction plain = falling(1, 1.0 / TABLE, steps, shift);
        return wholeTimesteps(ScheduleName.DIFFUSERS_UNIPC, shift, steps, i -> {
            double sigma = plain.applyAsDouble(i);
            return Math.abs(sigma - 1) < 1e-6 ? sigma - 1e-6 : sigma;
        });
    }

    /// Point i of `steps` points from `first` towards `end` (left out), shifted.
    private static IntToDoubleFunction falling(double first, double end, int steps, double shift) {
        double step = (end - first) / steps;
        return i -> shift(i * step + first, shift);
    }

    private static FlowSchedule wholeTimesteps(ScheduleName name, double shift, int steps, IntToDoubleFunction sigma) {
        return build(name, shift, steps, sigma, Math::floor);
    }

    private static FlowSchedule fractionalTimesteps(
            ScheduleName name, double shift, int steps, IntToDoubleFunction sigma) {
        return build(name, shift, steps, sigma, t -> (double) (float) t);
    }

    private static FlowSchedule build(
            ScheduleName name, double shift, int steps, IntToDoubleFunction sigma, DoubleUnaryOperator told) {
        List<Double> sigmas = new ArrayList<>();
        List<Double> timesteps = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            double exact = sigma.applyAsDouble(i);
            sigmas.add((double) (float) exact);
            timesteps.add(told.applyAsDouble(exact * TABLE));
        }
        sigmas.add(0.0);
        return new FlowSchedule(name, shift, sigmas, timesteps);
    }

    private static double shiftFloat(float sigma, double s) {
        return (float) (s * sigma) / (1 + (float) ((s - 1) * sigma));
    }

    private static void requireSteps(int steps, double shift) {
        if (steps < 1 || steps > TABLE) {
            throw new IllegalArgumentException("steps must lie in 1..1000, got %d".formatted(steps));
        }
        if (!(shift > 0)) {
            throw new IllegalArgumentException("shift must be above 0 (3 and 5 are usual), got %s".formatted(shift));
        }
    }

    private static void requireFalling(double sigma, double next, int step) {
        if (!(sigma > next)) {
            throw new IllegalArgumentException(
                    "sigmas must fall from step to step, got %s then %s at step %d".formatted(sigma, next, step));
        }
    }
}

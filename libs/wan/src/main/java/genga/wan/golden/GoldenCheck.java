package genga.wan.golden;

import genga.wan.tensor.SignalExit;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// Checks the model library against a folder of reference numbers and prints every difference.
///
/// The last line is `N passed, N failed`; the exit code is 0 only if something passed and nothing failed.
public final class GoldenCheck {
    /// What checks the cases whose name starts so.
    private static final Map<String, Function<GoldenCase, List<Comparison>>> KINDS = kinds();

    private final PrintStream out;
    private int passed;
    private int failed;

    private GoldenCheck(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.err.println("give one folder of reference files, such as one with A_tokenizer.json in it");
            System.exit(2);
        }
        boolean passed = SignalExit.during(() -> {}, () -> run(Path.of(arguments[0]), "", System.out));
        System.exit(passed ? 0 : 1);
    }

    /// Checks the cases of a folder whose names start with `prefix`.
    ///
    /// @return true if at least one value was compared and none was wrong
    public static boolean run(Path folder, String prefix, PrintStream out) {
        GoldenCheck check = new GoldenCheck(out);
        List<Path> manifests = manifests(folder, prefix);
        if (manifests.isEmpty()) {
            out.printf("no case found: expected manifests such as A_tokenizer.json in %s%n", folder);
        }
        manifests.forEach(check::checkCase);
        out.printf("%d passed, %d failed%n", check.passed, check.failed);
        return check.passed > 0 && check.failed == 0;
    }

    private static Map<String, Function<GoldenCase, List<Comparison>>> kinds() {
        Map<String, Function<GoldenCase, List<Comparison>>> kinds = new LinkedHashMap<>();
        kinds.put("A_umt5", TextCases::encoder);
        kinds.put("A_tokenizer", TextCases::tokenizer);
        kinds.put("B_vae", VaeCases::run);
        kinds.put("C_dit", TransformerCases::run);
        kinds.put("D_lora", LoraCases::run);
        kinds.put("D_musubi_run", MusubiRunCases::run);
        kinds.put("D_timesteps", TimestepCases::run);
        kinds.put("E_samplers", SamplerCases::run);
        kinds.put("F_guidance", GuidanceCases::run);
        kinds.put("F_nag_qkv", GuidanceFormulaCases::attention);
        kinds.put("F_enhance_a_video", GuidanceFormulaCases::enhancement);
        kinds.put("F_teacache_decisions", TeaCacheCases::decisions);
        kinds.put("F_teacache_dit", TeaCacheCases::run);
        kinds.put("G_buckets", BucketCases::run);
        kinds.put("H_fp8", Fp8Cases::run);
        kinds.put("G_seed_dataset", DatasetCases::run);
        return kinds;
    }

    private static List<Path> manifests(Path folder, String prefix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("folder %s cannot be listed: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private void checkCase(Path manifest) {
        String name = manifest.getFileName().toString().replace(".json", "");
        out.println(name);
        for (Comparison comparison : compare(name, manifest)) {
            out.println(comparison);
            if (comparison.passed()) {
                passed++;
            } else {
                failed++;
            }
        }
    }

    /// An error in one case is a failure of that case; the others still run.
    private static List<Comparison> compare(String name, Path manifest) {
        List<Function<GoldenCase, List<Comparison>>> fitting = new ArrayList<>();
        KINDS.forEach((start, kind) -> {
            if (name.startsWith(start)) {
                fitting.add(kind);
            }
        });
        if (fitting.isEmpty()) {
            return List.of(Comparison.failed(name, "no check knows this kind of case; known are " + KINDS.keySet()));
        }
        try (GoldenCase golden = GoldenCase.open(manifest)) {
            List<Comparison> comparisons = fitting.getFirst().apply(golden);
            return comparisons.isEmpty() ? List.of(Comparison.failed(name, "nothing was compared")) : comparisons;
        } catch (RuntimeException e) {
            return List.of(Comparison.failed(name, String.valueOf(e.getMessage())));
        }
    }
}

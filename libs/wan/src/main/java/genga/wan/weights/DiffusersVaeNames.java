package genga.wan.weights;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The VAE's stages as diffusers names them (`scripts/convert_wan_to_diffusers.py`), turned into the original names.
///
/// The original decoder counts its stages 0 to 14 without grouping: three residual blocks, then a resampling, per
/// level.
final class DiffusersVaeNames {
    private static final int STAGES_PER_LEVEL = 4;
    private static final int RESAMPLING = 3;
    private static final Pattern DOWN = Pattern.compile("encoder\\.down_blocks\\.(\\d+)\\.(.+)");
    private static final Pattern UP =
            Pattern.compile("decoder\\.up_blocks\\.(\\d+)\\.(resnets|upsamplers)\\.(\\d+)\\.(.+)");
    private static final Pattern MIDDLE =
            Pattern.compile("(encoder|decoder)\\.mid_block\\.(resnets|attentions)\\.([01])\\.(.+)");
    private static final Map<String, String> RESIDUAL = Map.of(
            "norm1",
            "residual.0",
            "conv1",
            "residual.2",
            "norm2",
            "residual.3",
            "conv2",
            "residual.6",
            "conv_shortcut",
            "shortcut");
    private static final List<String> UNCHANGED = List.of("resample.1", "time_conv", "norm", "to_qkv", "proj");

    private DiffusersVaeNames() {}

    static Optional<String> original(String module) {
        Matcher down = DOWN.matcher(module);
        if (down.matches()) {
            return part(down.group(2)).map(part -> "encoder.downsamples." + down.group(1) + "." + part);
        }
        Matcher up = UP.matcher(module);
        if (up.matches()) {
            boolean residual = up.group(2).equals("resnets");
            int inLevel = residual ? Integer.parseInt(up.group(3)) : RESAMPLING;
            int stage = Integer.parseInt(up.group(1)) * STAGES_PER_LEVEL + inLevel;
            return part(up.group(4)).map(part -> "decoder.upsamples." + stage + "." + part);
        }
        Matcher middle = MIDDLE.matcher(module);
        if (middle.matches()) {
            int stage = middle.group(2).equals("attentions") ? 1 : 2 * Integer.parseInt(middle.group(3));
            return part(middle.group(4)).map(part -> middle.group(1) + ".middle." + stage + "." + part);
        }
        return Optional.empty();
    }

    private static Optional<String> part(String name) {
        return UNCHANGED.contains(name) ? Optional.of(name) : Optional.ofNullable(RESIDUAL.get(name));
    }
}

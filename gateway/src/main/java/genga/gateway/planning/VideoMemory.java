package genga.gateway.planning;

import java.util.Arrays;

/// Which graphics card a training needs, by the tokens of its largest item. Estimated, for LoRA training of rank 32 on
/// the
/// model of 14 billion parameters with an fp8 base, blocks computed again and an optimizer in eight bits: 4.0 GiB
/// beside
/// the blocks, 0.34 GiB for each block that is not swapped (two always are on the card), and 0.81 MiB for each token
/// (the
/// inputs of 40 blocks and the tensors of the one at work, `82.5 S D` in bf16). Of a card a desktop and the allocator
/// leave
/// 11 of 12, 15 of 16, 22 of 24, 30 of 32, 46 of 48 and 78 of 80 GiB.
enum VideoMemory {
    SMALL(5_500, "24 GB without swapping, 12 GB with nearly all blocks swapped"),
    MODEST(8_000, "24 GB with a few blocks swapped, 12 GB with all"),
    MIDDLE(13_000, "24 GB with half the blocks swapped, 16 GB with all"),
    LARGE(21_500, "24 GB with all blocks swapped"),
    HUGE(32_000, "32 GB with all blocks swapped, 48 GB without"),
    SERVER(76_000, "80 GB"),
    BEYOND(Long.MAX_VALUE, "more than 80 GB");

    static final String NOTE =
            "An estimate, not a measurement: LoRA of rank 32 on the 14B model, fp8 base, blocks computed "
                    + "again, one item per step.";

    private final long mostTokens;
    private final String words;

    VideoMemory(long mostTokens, String words) {
        this.mostTokens = mostTokens;
        this.words = words;
    }

    static String words(long tokens) {
        return Arrays.stream(values())
                .filter(size -> tokens <= size.mostTokens)
                .findFirst()
                .orElse(BEYOND)
                .words;
    }
}

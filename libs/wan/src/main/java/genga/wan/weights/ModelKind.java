package genga.wan.weights;

/// What a weights file is, told by the names and shapes of its tensors, never by its name.
public sealed interface ModelKind {
    /// A diffusion transformer.
    ///
    /// @param channels latent channels that go in: 16 for text to video, 36 for image to video
    /// @param width D: 5120, 1536
    /// @param inner width of the feed-forward
    /// @param blocks 40, 30
    record Transformer(long channels, long width, long inner, int blocks) implements ModelKind {
        private static final long WIDTH_14B = 5120;
        private static final long WIDTH_1_3B = 1536;
        private static final long TEXT_TO_VIDEO = 16;

        public Size size() {
            if (width == WIDTH_14B && blocks == 40) {
                return Size.B14;
            }
            return width == WIDTH_1_3B && blocks == 30 ? Size.B1_3 : Size.NANO;
        }

        /// False for image-to-video and control models, which need inputs beside the text.
        public boolean textToVideo() {
            return channels == TEXT_TO_VIDEO;
        }

        @Override
        public String toString() {
            return "%s transformer %s (width %d, %d blocks)"
                    .formatted(textToVideo() ? "text-to-video" : "conditioned", size().label(), width, blocks);
        }
    }

    /// A causal 3D autoencoder.
    ///
    /// @param base channels of its first convolution: 96
    /// @param latent channels of a latent: 16
    record Vae(long base, long latent) implements ModelKind {
        @Override
        public String toString() {
            return "VAE (%d base channels, %d latent channels)".formatted(base, latent);
        }
    }

    /// A UMT5 encoder.
    ///
    /// @param tokenizer true when the file also holds the tokenizer, as ComfyUI's do
    record TextEncoder(long vocabulary, long width, int layers, boolean tokenizer) implements ModelKind {
        @Override
        public String toString() {
            return "UMT5 text encoder (width %d, %d layers, %d tokens)".formatted(width, layers, vocabulary);
        }
    }

    /// An adapter; its own reader tells which form.
    record Adapter(AdapterMark mark) implements ModelKind {
        @Override
        public String toString() {
            return mark.label() + " adapter";
        }
    }

    /// The published sizes of the transformer, and everything smaller.
    enum Size {
        B14("14B"),
        B1_3("1.3B"),
        NANO("nano");

        private final String label;

        Size(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /// What tells one kind of adapter from another.
    enum AdapterMark {
        LORA("LoRA"),
        LOHA("LoHa"),
        LOKR("LoKr"),
        DORA("DoRA"),
        DIFFERENCE("weight difference");

        private final String label;

        AdapterMark(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}

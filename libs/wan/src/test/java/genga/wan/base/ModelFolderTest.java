package genga.wan.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import genga.wan.memory.Workload;
import genga.wan.tensor.Device;
import genga.wan.transformer.WanTransformer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {

    @TempDir
    Path models;

    @Test
    void filesAreRecognisedByWhatTheyHoldAndNotByTheirNames() throws IOException {
        ModelFolder nano = ModelFolder.open(models, "wan-nano");
        Path renamed = Files.createDirectories(models.resolve("mine"));
        Files.copy(nano.transformer(), renamed.resolve("a.safetensors"));
        Files.copy(nano.textEncoder(), renamed.resolve("b.safetensors"));
        Files.copy(nano.vae(), renamed.resolve("c.safetensors"));
        Files.copy(
                nano.tokenizer(),
                Files.createDirectories(renamed.resolve("google/umt5-xxl")).resolve("tokenizer.json"));

        ModelFolder found = ModelFolder.open(models, "mine");

        assertThat(found.transformer()).hasFileName("a.safetensors");
        assertThat(found.textEncoder()).hasFileName("b.safetensors");
        assertThat(found.vae()).hasFileName("c.safetensors");
        assertThat(ModelFolder.names(models)).containsExactly("mine", "wan-nano");
        try (WanTransformer transformer = found.openTransformer(Device.cpu())) {
            assertThat(transformer.shape().width()).isEqualTo(256);
        }
    }

    @Test
    void anUnknownModelIsRefusedWithTheNamesOfThoseThatAreThere() {
        ModelFolder.open(models, "wan-nano");

        assertThatThrownBy(() -> ModelFolder.open(models, "Wan2.1-T2V-14B"))
                .isInstanceOf(MissingModel.class)
                .hasMessage(
                        "base model: expected one of those under %s: wan-nano, got 'Wan2.1-T2V-14B';".formatted(models)
                                + " choose one that is there, or put its files into %s"
                                        .formatted(models.resolve("Wan2.1-T2V-14B")));
    }

    @Test
    void aModelThatLacksAPartIsRefusedByThePartsName() throws IOException {
        ModelFolder nano = ModelFolder.open(models, "wan-nano");
        Path half = Files.createDirectories(models.resolve("half"));
        Files.copy(nano.transformer(), half.resolve("a.safetensors"));
        Files.copy(nano.textEncoder(), half.resolve("b.safetensors"));

        assertThatThrownBy(() -> ModelFolder.open(models, "half"))
                .hasMessageContaining("expected the Wan2.1 VAE in the base model's directory, got none in " + half);
    }

    @Test
    void aJobThatDoesNotFitTheMemoryOfItsDeviceIsRefusedBeforeTheModelIsLoaded() {
        ModelFolder nano = ModelFolder.open(models, "wan-nano");

        Optional<String> tooLarge = nano.refusal(1L << 20, base -> new Workload.Rendering(7_488, 2, 32, base, 0));
        Optional<String> fitting = nano.refusal(8L << 30, base -> new Workload.Rendering(7_488, 2, 32, base, 0));

        assertThat(tooLarge)
                .hasValueSatisfying(reason -> assertThat(reason)
                        .startsWith("7,488 tokens need ")
                        .contains(" and the device has 0.00 GiB; even with all ")
                        .endsWith(" blocks swapped the model does not fit: use a smaller model"));
        assertThat(fitting).isEmpty();
    }

    @Test
    void aCpuRefusesNothing() {
        ModelFolder nano = ModelFolder.open(models, "wan-nano");

        Optional<String> refusal =
                nano.refusal(Device.cpu(), base -> new Workload.Rendering(1_000_000, 2, 32, base, 0));

        assertThat(refusal).isEmpty();
    }

    @Test
    void aHashIsKeptBesideItsFileAndMadeAnewWhenTheFileChanges() throws IOException {
        Path file = Files.writeString(models.resolve("file.safetensors"), "abc");
        String hash = FileHash.of(file);
        Path beside = models.resolve("file.safetensors.sha256");

        assertThat(hash).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(beside).hasContent(hash + "  file.safetensors\n");

        Files.writeString(file, "abcd");
        Files.setLastModifiedTime(beside, FileTime.from(Instant.EPOCH));
        assertThat(FileHash.of(file)).isNotEqualTo(hash);
    }

    /// Several services, each perhaps a user of its own, read one models folder.
    @Test
    void whoMayReadAModelFileMayReadItsHash() throws IOException {
        Path file = Files.writeString(models.resolve("file.safetensors"), "abc");

        FileHash.of(file);

        assertThat(Files.getPosixFilePermissions(models.resolve("file.safetensors.sha256")))
                .isEqualTo(Files.getPosixFilePermissions(file));
    }

    @Test
    void aTextIsKnownByEveryPartOfTheEncoderThatReadIt() throws IOException {
        Path first = Files.writeString(models.resolve("t-00001-of-00002.safetensors"), "a");
        Path second = Files.writeString(models.resolve("t-00002-of-00002.safetensors"), "b");
        Path tokenizer = Files.writeString(models.resolve("tokenizer.json"), "{}");
        ModelFolder folder = new ModelFolder("t", first, first, first, tokenizer);
        String before = TextIdentity.of("a hill", folder);

        Files.writeString(second, "c");
        Files.delete(models.resolve("t-00002-of-00002.safetensors.sha256"));

        assertThat(TextIdentity.of("a hill", folder)).isNotEqualTo(before);
    }

    @Test
    void aDeviceThatIsNotThereIsRefused() {
        assertThat(ComputeDevice.named("cpu")).isEqualTo(Device.cpu());
        assertThatThrownBy(() -> ComputeDevice.named("cuda:99"))
                .hasMessageContaining("device cuda:99: expected one that this machine has, found")
                .hasMessageContaining("set genga.device=cpu");
        assertThatThrownBy(() -> ComputeDevice.named("tpu")).hasMessageContaining("device must be cpu or cuda:N");
    }
}

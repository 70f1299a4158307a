package genga.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void fiveRoundsOfEverythingAreMeasuredUnlessToldOtherwise() {
        Settings settings = Settings.parse(List.of());

        assertThat(settings.rounds()).isEqualTo(5);
        assertThat(settings.minutes()).isEqualTo(15);
        assertThat(settings.parts()).containsExactlyInAnyOrder(Part.values());
    }

    @Test
    void onlyNamesWhatIsMeasured() {
        Settings settings = Settings.parse(List.of("--only", "step,vae"));

        assertThat(settings.parts()).containsExactlyInAnyOrder(Part.STEP, Part.VAE);
    }

    @Test
    void anUnknownPartIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Settings.parse(List.of("--only", "speed")))
                .hasMessageContaining("--only speed is unknown")
                .hasMessageContaining("forward, step, memory, growth, vae");
    }

    @Test
    void roundsMustBeAWholeNumber() {
        assertThatThrownBy(() -> Settings.parse(List.of("--rounds", "few")))
                .hasMessage("--rounds takes a whole number from 1, got few");
    }
}

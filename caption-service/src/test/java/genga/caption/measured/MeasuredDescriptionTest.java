package genga.caption.measured;

import static org.assertj.core.api.Assertions.assertThat;

import genga.caption.PlainClip;
import genga.media.measure.CameraMotion;
import genga.media.measure.ClipMeasures;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredDescriptionTest {
    @TempDir
    Path folder;

    @Test
    void aStillBlueClipIsCalledBlueAndStill() {
        Path clip = folder.resolve("blue.mp4");
        PlainClip.oneColour(clip, 0x3A6DB8);

        String text = MeasuredDescription.of(clip);

        assertThat(text)
                .isEqualTo("An evenly lit picture with soft contrast and natural colour. The dominant colour is blue."
                        + " The camera holds still. Hardly anything moves.");
    }

    @Test
    void aPanIsToldWithItsDirectionAndPace() {
        Path clip = folder.resolve("pan.mp4");
        PlainClip.panRight(clip, 1);

        String text = MeasuredDescription.of(clip);

        assertThat(text).contains("The camera pans slowly to the right.");
    }

    @Test
    void motionThatNoCameraExplainsIsNotBlamedOnTheCamera() {
        ClipMeasures lively = new ClipMeasures(6, 9, 100, 0, 30, 0, List.of());
        Look look = new Look(lively, 40, new CameraMotion(0.2, 0, 0, 0.1), List.of("green", "white"));

        String text = Sentences.about(look);

        assertThat(text)
                .isEqualTo("An evenly lit picture with moderate contrast and natural colour."
                        + " The dominant colours are green and white. The motion is lively.");
    }

    @Test
    void aZoomAndATiltAreToldTogether() {
        ClipMeasures calm = new ClipMeasures(1, 1, 30, 0, 5, 0, List.of());
        Look look = new Look(calm, 10, new CameraMotion(0, -0.2, 0.5, 0.9), List.of());

        String text = Sentences.about(look);

        assertThat(text)
                .isEqualTo("A very dark, low-key picture with soft contrast and almost no colour."
                        + " The camera tilts steadily down and moves in quickly. There is little motion.");
    }
}

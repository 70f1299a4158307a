package genga.caption.measured;

import static org.assertj.core.api.Assertions.assertThat;

import genga.caption.PlainClip;
import genga.contracts.vocabulary.CameraMotion;
import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.Medium;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredDescriptionTest {
    @TempDir
    Path folder;

    @Test
    void aStillBlueClipIsCalledBlueAndStill() {
        Path clip = folder.resolve("blue.mp4");
        PlainClip.oneColour(clip, 0x3A6DB8);

        String text = MeasuredDescription.of(clip, Medium.CLIP);

        assertThat(text)
                .isEqualTo("An evenly lit picture with soft contrast and natural colour. The dominant colour is blue."
                        + " The camera holds still. Hardly anything moves.");
    }

    @Test
    void aPanIsToldWithItsDirectionAndPace() {
        Path clip = folder.resolve("pan.mp4");
        PlainClip.panRight(clip, 1);

        String text = MeasuredDescription.of(clip, Medium.CLIP);

        assertThat(text).contains("The camera pans slowly to the right.");
    }

    @Test
    void motionThatNoCameraExplainsIsNotBlamedOnTheCamera() {
        CameraMotion unclear = new CameraMotion(CameraMotion.Move.PAN_RIGHT, 0.1, 0.2, 0, 0);
        Look look = new Look(Medium.CLIP, measures(6, 100, 30, unclear), 40, List.of("green", "white"));

        String text = Sentences.about(look);

        assertThat(text)
                .isEqualTo("An evenly lit picture with moderate contrast and natural colour."
                        + " The dominant colours are green and white. The motion is lively.");
    }

    @Test
    void aZoomAndATiltAreToldTogether() {
        CameraMotion nearer = new CameraMotion(CameraMotion.Move.ZOOM_IN, 0.9, 0, -0.2, 0.5);
        Look look = new Look(Medium.CLIP, measures(1, 30, 5, nearer), 10, List.of());

        String text = Sentences.about(look);

        assertThat(text)
                .isEqualTo("A very dark, low-key picture with soft contrast and almost no colour."
                        + " The camera tilts steadily down and moves in quickly. There is little motion.");
    }

    private static ClipMeasures measures(double motion, double brightness, double colour, CameraMotion camera) {
        return new ClipMeasures(
                new ClipMeasures.Motion(motion, motion, 0),
                0,
                new ClipMeasures.Tone(brightness, 0, 0, colour),
                0,
                OptionalDouble.empty(),
                camera,
                "");
    }
}

package genga.gateway.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.FrameRate;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.Resolution;
import genga.gateway.planning.Ladder;
import genga.gateway.screening.Histogram;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What came of a project's films, in numbers: *Report* in docs/api.md.
///
/// @param standings  clips by standing
/// @param stills     stills by standing
/// @param ladder     how many kept clips are long enough for each frame count that Wan takes
/// @param frames     kept clips by how many frames they have
/// @param motion     of all clips
/// @param duplicates clips and stills that look like one before them
/// @param lost       clips and stills that are not kept, and why
record Report(
        ProjectId project,
        String name,
        Instant at,
        List<Film> films,
        Map<String, Integer> standings,
        Map<String, Integer> stills,
        List<Ladder> ladder,
        Map<Integer, Integer> frames,
        Histogram motion,
        List<Twin> duplicates,
        Captions captions,
        List<Loss> lost) {

    /// What came of one film.
    ///
    /// @param shots cut as clips, of any standing
    /// @param lost  clips that are not kept by standing
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Film(
            FilmId film,
            String name,
            Optional<Long> frames,
            Optional<FrameRate> rate,
            Optional<Resolution> resolution,
            int shots,
            int kept,
            int stills,
            Map<String, Integer> lost,
            List<String> warnings) {}

    /// @param of       the one before it
    /// @param distance bits of 64 in which they differ
    record Twin(ClipId clip, ClipId of, int distance) {}

    /// @param clips kept clips and stills that have one
    record Captions(int clips, Words words) {}

    /// Lengths of captions.
    record Words(double mean, int least, int most) {}

    record Loss(ClipId clip, FilmId film, String standing, String reason) {}
}

package genga.gateway.clip;

import com.fasterxml.jackson.annotation.JsonInclude;
import genga.contracts.fact.ClipCaptioned;
import genga.contracts.fact.ClipCut;
import genga.contracts.fact.ClipScreened;
import genga.contracts.vocabulary.Caption;
import genga.contracts.vocabulary.ClipId;
import genga.contracts.vocabulary.ClipMeasures;
import genga.contracts.vocabulary.FilmId;
import genga.contracts.vocabulary.Medium;
import genga.contracts.vocabulary.ProjectId;
import genga.contracts.vocabulary.Resolution;
import genga.contracts.vocabulary.Ruling;
import genga.contracts.vocabulary.Verdict;
import genga.gateway.readmodel.ClipFacts;
import java.util.Optional;

/// A clip or still as the API tells of it: *Clip* in docs/api.md.
///
/// @param video    object key, as are `preview`, `poster` and `strip`
/// @param standing what counts
/// @param reason   why the verdict, in one sentence
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ClipView(
        ClipId clip,
        FilmId film,
        ProjectId project,
        Medium medium,
        int shot,
        long firstFrame,
        long lastFrame,
        int frames,
        Resolution resolution,
        String video,
        String preview,
        String poster,
        String strip,
        Optional<String> standing,
        Optional<Ruling> ruling,
        Optional<Verdict> verdict,
        Optional<String> reason,
        Optional<ClipMeasures> measures,
        Optional<Caption> caption) {

    static ClipView of(ClipFacts facts) {
        ClipCut cut = facts.cut();
        Optional<Verdict> verdict = facts.screened().map(ClipScreened::verdict);
        return new ClipView(
                cut.clip(),
                cut.film(),
                cut.project(),
                cut.medium(),
                cut.shot(),
                cut.firstFrame(),
                cut.lastFrame(),
                cut.frames(),
                cut.resolution(),
                cut.video().key(),
                cut.preview().key(),
                cut.poster().key(),
                cut.strip().key(),
                facts.standing(),
                facts.ruling(),
                verdict,
                verdict.map(Verdict::reason),
                facts.screened().map(ClipScreened::measures),
                facts.captioned().map(ClipCaptioned::caption));
    }
}

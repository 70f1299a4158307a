package genga.gateway.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import genga.contracts.fact.Fact;
import genga.contracts.vocabulary.Medium;
import genga.gateway.Story;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadModelTest {

    private final Story story = new Story();
    private final TestDatabase database = new TestDatabase();
    private final ReadModel readModel = database.readModel;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void factsAddUpToTheSameInAnyOrderAndTwice(long seed) {
        List<Fact> facts = wholeStory();
        TestDatabase inOrder = new TestDatabase();
        facts.forEach(inOrder.readModel::apply);
        List<Fact> shuffled = new ArrayList<>(facts);
        shuffled.addAll(facts);
        Collections.shuffle(shuffled, new Random(seed));

        shuffled.forEach(readModel::apply);

        assertThat(told(database)).isEqualTo(told(inOrder));
    }

    @Test
    void aClipIsHiddenUntilItIsCut() {
        readModel.apply(story.defined());
        readModel.apply(story.screened(1, new genga.contracts.vocabulary.Verdict.Kept()));

        List<ProjectCounts> before = new Projects(database.rows).all();

        readModel.apply(story.cut(1));
        assertThat(before.getFirst().clips()).isZero();
        assertThat(new Clips(database.rows)
                        .find(story.clip(1).value())
                        .orElseThrow()
                        .screened())
                .isPresent();
    }

    @Test
    void everyStepOfARunIsOneRowHoweverOftenItIsTold() {
        for (int step : List.of(3, 1, 2, 2, 3)) {
            readModel.apply(story.step(step));
        }

        List<Integer> steps = new Runs(database.rows)
                .steps(story.run.value(), 0, 100).stream()
                        .map(step -> step.step())
                        .toList();

        assertThat(steps).containsExactly(1, 2, 3);
    }

    @Test
    void positionsMoveWithTheRows() {
        Position third = new Position("projects.defined", 0, 2);

        readModel.advance(List.of(
                new Received.Nothing(new Position("projects.defined", 0, 1)),
                new Received.Told(third, story.defined())));

        assertThat(readModel.positions()).isEqualTo(Map.of(new Position("projects.defined", 0, 0), 3L));
        assertThat(new Projects(database.rows).find(story.project.value())).isPresent();
    }

    @Test
    void whatIsForgottenIsRebuiltFromTheSameFacts() {
        List<Fact> facts = wholeStory();
        facts.forEach(readModel::apply);
        List<Object> before = told(database);

        readModel.forget();
        int left = new Projects(database.rows).all().size();
        facts.forEach(readModel::apply);

        assertThat(left).isZero();
        assertThat(told(database)).isEqualTo(before);
    }

    @Test
    void anotherBrokerMeansANewBeginning() {
        readModel.follow("first");
        readModel.advance(List.of(new Received.Told(new Position("projects.defined", 0, 0), story.defined())));

        boolean same = readModel.follow("first");
        boolean other = readModel.follow("second");

        assertThat(same).isFalse();
        assertThat(other).isTrue();
        assertThat(readModel.positions()).isEmpty();
        assertThat(new Projects(database.rows).all()).isEmpty();
    }

    @Test
    void pagesOfClipsFollowOneAnotherWithoutGapOrOverlap() {
        story.filmDone().forEach(readModel::apply);
        Clips clips = new Clips(database.rows);
        String project = story.project.value();

        List<ClipFacts> first = clips.page(new ClipQuery(project, kept(Optional.empty()), ClipOrder.BY_ID, 3));
        ClipOrder behind = new ClipOrder(
                Optional.empty(), false, Optional.of(first.getLast().place(ClipOrder.BY_ID)));
        List<ClipFacts> second = clips.page(new ClipQuery(project, kept(Optional.of(story.film.value())), behind, 3));

        assertThat(first).extracting(clip -> clip.cut().shot()).containsExactly(1, 2, 3);
        assertThat(second).extracting(clip -> clip.cut().shot()).containsExactly(4);
    }

    private static ClipFilter kept(Optional<String> film) {
        return new ClipFilter(Optional.of("Kept"), Optional.empty(), film);
    }

    private List<Fact> wholeStory() {
        List<Fact> facts = new ArrayList<>(story.filmDone());
        facts.addAll(story.datasetDone());
        facts.addAll(List.of(
                story.trainingRequested(Story.object("runs/r/recipe.json")),
                story.step(1),
                story.step(2),
                story.saved(2),
                story.preview(2),
                story.trained(),
                story.renderRequested(Story.object("renders/r/recipe.json")),
                story.rendering(3),
                story.rendering(12),
                story.rendered()));
        return facts;
    }

    private List<Object> told(TestDatabase from) {
        String project = story.project.value();
        return List.of(
                new Projects(from.rows).all(),
                new Films(from.rows).of(project),
                new Clips(from.rows).page(new ClipQuery(project, ClipFilter.ALL, ClipOrder.BY_ID, 100)),
                new ClipBriefs(from.rows).of(project, ClipFilter.ALL),
                new Clips(from.rows).standings(project, Medium.CLIP),
                new Clips(from.rows).captioned(project),
                new Datasets(from.rows).of(project),
                new Runs(from.rows).of(project),
                new Runs(from.rows).steps(story.run.value(), 0, 100),
                new Renders(from.rows).of(project));
    }
}

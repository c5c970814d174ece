package dev.tidemark.domain.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.crm.CrmMapping.PipelineMapping;
import dev.tidemark.domain.crm.CrmMapping.Problem;
import dev.tidemark.domain.crm.CrmMapping.StageMapping;
import dev.tidemark.domain.crm.Pipeline.Stage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrmMappingTest {
  private static final Stage NEW = new Stage("s1", "Appointment scheduled");
  private static final Stage OFFER = new Stage("s2", "Quote sent");
  private static final Stage WON = new Stage("s3", "Closed won");
  private static final Stage LOST = new Stage("s4", "Closed LOST");
  private static final Stage TALKS = new Stage("s5", "In negotiation");
  private static final Pipeline SALES =
      new Pipeline("p1", "Sales", List.of(NEW, OFFER, TALKS, WON, LOST));
  private static final Pipeline RENEWALS = new Pipeline("p2", "Renewals", List.of(WON));
  private static final List<Pipeline> REAL = List.of(SALES, RENEWALS);

  private static CrmMapping sales(StageMapping... stages) {
    return new CrmMapping(List.of(new PipelineMapping("p1", "Sales", Arrays.asList(stages))));
  }

  private static StageMapping as(DealStage meaning, Stage... stages) {
    return new StageMapping(meaning, Arrays.asList(stages));
  }

  @Test
  void fitsWhatTheCrmHas() {
    assertThat(sales(as(DealStage.CREATED, NEW, OFFER), as(DealStage.WON, WON)).problems(REAL))
        .isEmpty();
  }

  @Test
  void needsAPipelineAndAStage() {
    assertThat(new CrmMapping(List.of()).problems(REAL))
        .containsExactly(new Problem(List.of("mappings"), "at least one pipeline must be mapped"));
    assertThat(sales().problems(REAL))
        .containsExactly(
            new Problem(List.of("mappings", 0, "mappings"), "at least one stage must be mapped"));
  }

  @Test
  void needsAStageOfTheCrmAndNotOnlyAMeaning() {
    assertThat(sales(as(DealStage.WON)).problems(REAL))
        .containsExactly(
            new Problem(List.of("mappings", 0, "mappings"), "at least one stage must be mapped"));
  }

  @Test
  void takesTheNamesThatTheCrmHas() {
    CrmMapping given =
        new CrmMapping(
            List.of(
                new PipelineMapping(
                    "p2", "whatever", List.of(as(DealStage.WON, new Stage("s3", "mine"))))));

    assertThat(given.named(REAL).pipelines())
        .containsExactly(new PipelineMapping("p2", "Renewals", List.of(as(DealStage.WON, WON))));
  }

  @Test
  void doesNotFitAPipelineThatTheCrmDoesNotHave() {
    PipelineMapping other = new PipelineMapping("p9", "Sales", List.of(as(DealStage.CREATED, NEW)));

    assertThat(new CrmMapping(List.of(other)).problems(REAL))
        .containsExactly(
            new Problem(
                List.of("mappings", 0, "pipelineId"), "the CRM has no pipeline of this id"));
  }

  @Test
  void tellsWhatIsThereTwice() {
    PipelineMapping one = new PipelineMapping("p2", "Renewals", List.of(as(DealStage.WON, WON)));
    assertThat(new CrmMapping(List.of(one, one)).problems(REAL))
        .containsExactly(
            new Problem(List.of("mappings", 1, "pipelineId"), "this pipeline is mapped twice"));

    assertThat(
            sales(as(DealStage.WON, WON), as(DealStage.WON, LOST), as(DealStage.LOST, NEW, NEW))
                .problems(REAL))
        .containsExactly(
            new Problem(
                List.of("mappings", 0, "mappings", 1, "outlitStage"), "this stage is mapped twice"),
            new Problem(
                List.of("mappings", 0, "mappings", 2, "crmStages", 1, "id"),
                "this stage means one thing already"));
  }

  @Test
  void doesNotFitAStageOfAnotherPipeline() {
    PipelineMapping wrong =
        new PipelineMapping("p2", "Renewals", List.of(as(DealStage.LOST, WON, LOST)));

    assertThat(new CrmMapping(List.of(wrong)).problems(REAL))
        .containsExactly(
            new Problem(
                List.of("mappings", 0, "mappings", 0, "crmStages", 1, "id"),
                "the pipeline has no stage of this id"));
  }

  @Test
  void suggestsWhatTheNamesSay() {
    CrmMapping suggested = CrmMapping.suggested(REAL);

    assertThat(suggested.problems(REAL)).isEmpty();
    assertThat(suggested.pipelines().getFirst().stages())
        .containsExactly(
            as(DealStage.CREATED, NEW),
            as(DealStage.QUOTING, OFFER),
            as(DealStage.NEGOTIATION, TALKS),
            as(DealStage.WON, WON),
            as(DealStage.LOST, LOST));
    assertThat(suggested.pipelines().get(1).stages()).containsExactly(as(DealStage.WON, WON));
  }

  @Test
  void suggestsWhatRenewalsAreCalled() {
    Stage kept = new Stage("1", "Renewed");
    Stage gone = new Stage("2", "Not Renewed");
    Pipeline renewals = new Pipeline("p", "Renewals", List.of(kept, gone));

    assertThat(CrmMapping.suggested(List.of(renewals)).pipelines().getFirst().stages())
        .containsExactly(as(DealStage.WON, kept), as(DealStage.LOST, gone));
  }

  @Test
  void knowsItsWords() {
    assertThat(Arrays.stream(DealStage.values()).map(DealStage::word))
        .containsExactly("Created", "Quoting", "Negotiation", "Won", "Lost");
    assertThat(DealStage.of("Won")).contains(DealStage.WON);
    assertThat(DealStage.of("won")).isEmpty();
  }
}

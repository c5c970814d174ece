package dev.tidemark.http.integrations;

import dev.tidemark.domain.crm.CrmMapping;
import dev.tidemark.domain.crm.CrmMapping.PipelineMapping;
import dev.tidemark.domain.crm.CrmMapping.StageMapping;
import dev.tidemark.domain.crm.DealStage;
import dev.tidemark.domain.crm.Pipeline;
import dev.tidemark.domain.crm.Pipeline.Stage;
import dev.tidemark.http.exchange.JsonName;
import dev.tidemark.http.exchange.JsonWriter;
import dev.tidemark.http.exchange.RequestBody;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the stages of a CRM mean, as requests and answers write it. */
final class CrmMappingJson {
  private static final String OUTLIT_STAGE = "outlitStage";
  private static final JsonName CRM_STAGES = JsonName.of("crmStages");
  private static final JsonName OUTLIT_STAGES = JsonName.of("outlitStages");
  private static final JsonName OUTLIT_STAGE_NAME = JsonName.of(OUTLIT_STAGE);
  private static final JsonName PIPELINES = JsonName.of("pipelines");
  private static final JsonName PIPELINE_ID = JsonName.of("pipelineId");
  private static final JsonName PIPELINE_NAME = JsonName.of("pipelineName");
  private static final JsonName STAGES = JsonName.of("stages");
  private static final JsonName SUGGESTED_MAPPINGS = JsonName.of("suggestedMappings");
  private static final String WORDS =
      Stream.of(DealStage.values()).map(DealStage::word).collect(Collectors.joining(", "));

  private CrmMappingJson() {}

  /** The mapping that a config is; what is wrong with it is noted there. */
  static CrmMapping read(RequestBody config) {
    return new CrmMapping(
        config.objects("mappings").stream().map(CrmMappingJson::readPipeline).toList());
  }

  private static PipelineMapping readPipeline(RequestBody pipeline) {
    return new PipelineMapping(
        pipeline.text("pipelineId"),
        pipeline.text("pipelineName"),
        pipeline.objects("mappings").stream().flatMap(stage -> readStage(stage).stream()).toList());
  }

  private static Optional<StageMapping> readStage(RequestBody mapping) {
    Optional<DealStage> meaning = DealStage.of(mapping.text(OUTLIT_STAGE));
    if (meaning.isEmpty() && !mapping.flawed(OUTLIT_STAGE)) {
      mapping.issue(OUTLIT_STAGE + " must be one of " + WORDS, OUTLIT_STAGE);
    }
    List<Stage> stages =
        mapping.objects("crmStages").stream()
            .map(stage -> new Stage(stage.text("id"), stage.text("name")))
            .toList();
    return meaning.map(known -> new StageMapping(known, stages));
  }

  /** What can be mapped, to what, a mapping to begin with, and the one there is. */
  static void writeSetup(JsonWriter json, List<Pipeline> pipelines, Optional<CrmMapping> stored) {
    json.beginObject().name(PIPELINES).beginArray();
    for (Pipeline pipeline : pipelines) {
      json.beginObject();
      json.name(Names.ID).value(pipeline.id());
      json.name(Names.NAME).value(pipeline.name());
      writeStages(json.name(STAGES), pipeline.stages());
      json.endObject();
    }
    json.endArray().name(OUTLIT_STAGES).beginArray();
    for (DealStage stage : DealStage.values()) {
      json.value(stage.word());
    }
    json.endArray();
    write(json.name(SUGGESTED_MAPPINGS), CrmMapping.suggested(pipelines));
    stored.ifPresent(mapping -> write(json.name(Names.MAPPINGS), mapping));
    json.endObject();
  }

  /** The mapping that was stored. */
  static void writeSetup(JsonWriter json, CrmMapping mapping) {
    json.beginObject();
    write(json.name(Names.MAPPINGS), mapping);
    json.endObject();
  }

  /** As the config of a request has it. */
  private static void write(JsonWriter json, CrmMapping mapping) {
    json.beginArray();
    for (PipelineMapping pipeline : mapping.pipelines()) {
      json.beginObject();
      json.name(PIPELINE_ID).value(pipeline.pipelineId());
      json.name(PIPELINE_NAME).value(pipeline.pipelineName());
      json.name(Names.MAPPINGS).beginArray();
      for (StageMapping stage : pipeline.stages()) {
        json.beginObject().name(OUTLIT_STAGE_NAME).value(stage.meaning().word());
        writeStages(json.name(CRM_STAGES), stage.stages());
        json.endObject();
      }
      json.endArray().endObject();
    }
    json.endArray();
  }

  private static void writeStages(JsonWriter json, List<Stage> stages) {
    json.beginArray();
    for (Stage stage : stages) {
      json.beginObject();
      json.name(Names.ID).value(stage.id());
      json.name(Names.NAME).value(stage.name());
      json.endObject();
    }
    json.endArray();
  }
}

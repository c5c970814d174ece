package dev.tidemark.postgres.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.crm.CrmMapping;
import dev.tidemark.domain.crm.CrmMapping.PipelineMapping;
import dev.tidemark.domain.crm.CrmMapping.StageMapping;
import dev.tidemark.domain.crm.DealStage;
import dev.tidemark.domain.crm.Pipeline.Stage;
import dev.tidemark.postgres.text.Exact;
import dev.tidemark.postgres.text.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What a CRM's stages mean, as JSON. */
final class StoredMapping {
  private static final String ID = "id";
  private static final String NAME = "name";
  private static final String STAGES = "stages";
  private static final String MEANING = "meaning";

  private StoredMapping() {}

  static String write(CrmMapping mapping) {
    return Json.write(array(mapping.pipelines(), StoredMapping::pipeline));
  }

  private static ObjectNode pipeline(PipelineMapping pipeline) {
    return named(pipeline.pipelineId(), pipeline.pipelineName())
        .set(STAGES, array(pipeline.stages(), StoredMapping::meaning));
  }

  private static ObjectNode meaning(StageMapping mapping) {
    return JsonNodeFactory.instance
        .objectNode()
        .put(MEANING, mapping.meaning().word())
        .set(STAGES, array(mapping.stages(), stage -> named(stage.id(), stage.name())));
  }

  private static ObjectNode named(String id, String name) {
    return JsonNodeFactory.instance
        .objectNode()
        .put(ID, Exact.kept(id))
        .put(NAME, Exact.kept(name));
  }

  private static <T> ArrayNode array(List<T> all, Function<T, ObjectNode> writer) {
    return JsonNodeFactory.instance.arrayNode().addAll(all.stream().map(writer).toList());
  }

  static CrmMapping read(String text) {
    return new CrmMapping(list(Json.read(text), StoredMapping::pipeline));
  }

  private static PipelineMapping pipeline(JsonNode pipeline) {
    return new PipelineMapping(
        text(pipeline, ID),
        text(pipeline, NAME),
        list(pipeline.required(STAGES), StoredMapping::meaning));
  }

  private static StageMapping meaning(JsonNode mapping) {
    return new StageMapping(
        DealStage.of(text(mapping, MEANING)).orElseThrow(),
        list(mapping.required(STAGES), stage -> new Stage(text(stage, ID), text(stage, NAME))));
  }

  private static String text(JsonNode object, String name) {
    return Exact.told(object.required(name).textValue());
  }

  private static <T> List<T> list(JsonNode array, Function<JsonNode, T> reader) {
    List<T> all = new ArrayList<>();
    array.forEach(each -> all.add(reader.apply(each)));
    return all;
  }
}

package dev.tidemark.domain.crm;

import dev.tidemark.domain.crm.Pipeline.Stage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which of a CRM's stages mean what. */
public record CrmMapping(List<PipelineMapping> pipelines) {
  /** The meaning of one pipeline's stages; a stage that is not named has none. */
  public record PipelineMapping(String pipelineId, String pipelineName, List<StageMapping> stages) {
    /** Copies the list. */
    public PipelineMapping {
      stages = List.copyOf(stages);
    }
  }

  /** The CRM's stages that mean the same. */
  public record StageMapping(DealStage meaning, List<Stage> stages) {
    /** Copies the list. */
    public StageMapping {
      stages = List.copyOf(stages);
    }
  }

  /**
   * What is wrong with a mapping.
   *
   * @param path leads into it, as it is written in a request: names, and numbers from 0
   * @param message one sentence
   */
  public record Problem(List<Object> path, String message) {
    /** Copies the list. */
    public Problem {
      path = List.copyOf(path);
    }
  }

  /** Copies the list. */
  public CrmMapping {
    pipelines = List.copyOf(pipelines);
  }

  /**
   * Everything in which the mapping does not fit the pipelines that the CRM has; empty if it does.
   */
  public List<Problem> problems(List<Pipeline> real) {
    List<Problem> problems = new ArrayList<>();
    if (pipelines.isEmpty()) {
      problems.add(new Problem(List.of("mappings"), "at least one pipeline must be mapped"));
    }
    Set<String> seen = new HashSet<>();
    for (int at = 0; at < pipelines.size(); at++) {
      PipelineMapping mapped = pipelines.get(at);
      List<Object> path = List.of("mappings", at);
      Optional<Pipeline> pipeline =
          real.stream().filter(known -> known.id().equals(mapped.pipelineId())).findFirst();
      if (pipeline.isEmpty()) {
        problems.add(new Problem(below(path, "pipelineId"), "the CRM has no pipeline of this id"));
      } else if (!seen.add(mapped.pipelineId())) {
        problems.add(new Problem(below(path, "pipelineId"), "this pipeline is mapped twice"));
      } else {
        stageProblems(mapped, pipeline.get(), below(path, "mappings"), problems);
      }
    }
    return problems;
  }

  private static void stageProblems(
      PipelineMapping mapped, Pipeline real, List<Object> path, List<Problem> problems) {
    if (mapped.stages().stream().allMatch(mapping -> mapping.stages().isEmpty())) {
      problems.add(new Problem(path, "at least one stage must be mapped"));
    }
    Set<DealStage> meanings = new HashSet<>();
    Set<String> stages = new HashSet<>();
    for (int at = 0; at < mapped.stages().size(); at++) {
      StageMapping mapping = mapped.stages().get(at);
      if (!meanings.add(mapping.meaning())) {
        problems.add(new Problem(below(path, at, "outlitStage"), "this stage is mapped twice"));
      }
      for (int of = 0; of < mapping.stages().size(); of++) {
        String id = mapping.stages().get(of).id();
        List<Object> place = below(path, at, "crmStages", of, "id");
        if (real.stage(id).isEmpty()) {
          problems.add(new Problem(place, "the pipeline has no stage of this id"));
        } else if (!stages.add(id)) {
          problems.add(new Problem(place, "this stage means one thing already"));
        }
      }
    }
  }

  private static List<Object> below(List<Object> path, Object... more) {
    List<Object> longer = new ArrayList<>(path);
    longer.addAll(List.of(more));
    return longer;
  }

  /** The same mapping, which must fit, with the names that the CRM itself has. */
  public CrmMapping named(List<Pipeline> real) {
    return new CrmMapping(
        pipelines.stream()
            .flatMap(mapped ->
                real.stream()
                    .filter(known -> known.id().equals(mapped.pipelineId()))
                    .map(known -> named(mapped, known)))
            .toList());
  }

  private static PipelineMapping named(PipelineMapping mapped, Pipeline real) {
    List<StageMapping> stages =
        mapped.stages().stream()
            .map(mapping ->
                new StageMapping(
                    mapping.meaning(),
                    mapping.stages().stream()
                        .flatMap(stage -> real.stage(stage.id()).stream())
                        .toList()))
            .toList();
    return new PipelineMapping(real.id(), real.name(), stages);
  }

  /**
   * A mapping to begin with, guessed from the names of the stages: what is not told by its name
   * counts as {@link DealStage#CREATED}.
   */
  public static CrmMapping suggested(List<Pipeline> real) {
    return new CrmMapping(real.stream().map(CrmMapping::suggested).toList());
  }

  private static PipelineMapping suggested(Pipeline pipeline) {
    Map<DealStage, List<Stage>> stages = new EnumMap<>(DealStage.class);
    for (Stage stage : pipeline.stages()) {
      stages.computeIfAbsent(guess(stage.name()), meaning -> new ArrayList<>()).add(stage);
    }
    return new PipelineMapping(
        pipeline.id(),
        pipeline.name(),
        stages.entrySet().stream()
            .map(entry -> new StageMapping(entry.getKey(), entry.getValue()))
            .toList());
  }

  private static DealStage guess(String name) {
    String text = name.toLowerCase(Locale.ROOT);
    if (text.contains("lost") || text.contains("churn") || text.startsWith("not ")) {
      return DealStage.LOST;
    }
    if (text.contains("won") || text.contains("renewed")) {
      return DealStage.WON;
    }
    if (text.contains("negotiat") || text.contains("contract") || text.contains("decision")) {
      return DealStage.NEGOTIATION;
    }
    if (text.contains("quot") || text.contains("proposal") || text.contains("presentation")) {
      return DealStage.QUOTING;
    }
    return DealStage.CREATED;
  }
}

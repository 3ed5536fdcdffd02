using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CloudWorkspaces.Agent.Checks;
using CloudWorkspaces.Agent.Lab;
using CloudWorkspaces.Agent.Packages;
using CloudWorkspaces.Agent.Papermill;
using CloudWorkspaces.Agent.Storage;

namespace CloudWorkspaces.Agent.Endpoint;

/// <summary>Every JSON document the agent writes or reads except notebooks, without reflection.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StartRequest))]
[JsonSerializable(typeof(RunJob))]
[JsonSerializable(typeof(BlobAccessRequest))]
[JsonSerializable(typeof(BlobAccessAnswer))]
[JsonSerializable(typeof(AgentEvent))]
[JsonSerializable(typeof(FinishAnswer))]
[JsonSerializable(typeof(RunStatus))]
[JsonSerializable(typeof(RunProvenance))]
[JsonSerializable(typeof(PapermillJob))]
[JsonSerializable(typeof(LauncherMessage))]
[JsonSerializable(typeof(Cgroups.ResourceSample))]
[JsonSerializable(typeof(SessionJob))]
[JsonSerializable(typeof(LabSettings))]
[JsonSerializable(typeof(LabServer))]
[JsonSerializable(typeof(LabKernel[]))]
[JsonSerializable(typeof(LabTerminal[]))]
[JsonSerializable(typeof(PackageTask))]
[JsonSerializable(typeof(PackageReport))]
[JsonSerializable(typeof(ImageReport))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class AgentJson : JsonSerializerContext;

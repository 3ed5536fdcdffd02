using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>The JSON of stored rows.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HistoryTurn))]
[JsonSerializable(typeof(TurnEvent))]
[JsonSerializable(typeof(IReadOnlyList<TurnEvent>))]
[JsonSerializable(typeof(IReadOnlyList<OutgoingMessage>))]
[JsonSerializable(typeof(Failure))]
[JsonSerializable(typeof(ParentLink))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class EngineJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace CloudWorkspaces.Runs;

/// <summary>Which of the runs that wait goes first.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunPriority>))]
public enum RunPriority
{
    Low,
    Normal,
    High,
}

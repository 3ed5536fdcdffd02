using System.Text.Json.Serialization;

namespace CloudWorkspaces.Runs.Retries;

/// <summary>What follows an attempt that ran out of memory.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutOfMemoryRetry>))]
public enum OutOfMemoryRetry
{
    /// <summary>Whatever <see cref="RunRetry.On"/> says.</summary>
    Fail,

    /// <summary>Another attempt on the flavor with the next larger memory, if there is one.</summary>
    NextFlavor,
}

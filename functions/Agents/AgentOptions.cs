using System.ComponentModel.DataAnnotations;

namespace CloudWorkspaces.Agents;

/// <summary>How containers reach this app, and how they are trusted. Section <c>Agent</c>.</summary>
public sealed record AgentOptions
{
    public const string Section = "Agent";

    /// <summary>The agent endpoint as containers reach it, such as <c>http://127.0.0.1:7071/api/agent</c>.</summary>
    [Required]
    public Uri? Endpoint { get; init; }

    /// <summary>The image of the init container that delivers the agent.</summary>
    [Required]
    public string Image { get; init; } = "";

    /// <summary>The key that all agents' keys are derived from: 32 bytes as base64.</summary>
    [Required]
    [RegularExpression("^[A-Za-z0-9+/]{43}=$", ErrorMessage = "The key must be 32 bytes as base64.")]
    public string Key { get; init; } = "";

    /// <summary>Life of the addresses that an agent is given: 1 to 60 minutes, default 15.</summary>
    [Range(1, 60)]
    public int SasMinutes { get; init; } = 15;

    // The key must not get into a log through the record's own text.
    public override string ToString() => $"{nameof(AgentOptions)} {{ {Endpoint}, {Image} }}";
}

using System.ComponentModel.DataAnnotations;

namespace CloudWorkspaces.Agents;

/// <summary>Section <c>Agent</c>: how the process inside every container is delivered, and how it reports.</summary>
public sealed record AgentOptions : IValidatableObject
{
    public const string Section = "Agent";
    private const int KeyBytes = 32;

    /// <summary>The agent's routes as containers reach them, for example https://app.azurewebsites.net/api/agent.</summary>
    [Required]
    public Uri? Endpoint { get; init; }

    /// <summary>The init image that holds the agent.</summary>
    [Required]
    public string Image { get; init; } = "";

    /// <summary>Base 64 of 32 random bytes or more, from which the key of each attempt is derived.</summary>
    [Required]
    public string Key { get; init; } = "";

    /// <summary>Life of a signature for one blob, in minutes: 5 to 60, 15 unless set.</summary>
    [Range(5, 60)]
    public int SasMinutes { get; init; } = 15;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var key = new byte[Key.Length];
        if (!Convert.TryFromBase64String(Key, key, out var length) || length < KeyBytes)
        {
            yield return new ValidationResult($"Agent:Key is not base 64 of {KeyBytes} bytes or more.", [nameof(Key)]);
        }
    }
}

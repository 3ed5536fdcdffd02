using System.Text;
using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Secrets;

/// <summary>Reads the body of a PUT. No message has anything of the value.</summary>
internal static class SecretReader
{
    /// <summary>What Key Vault takes.</summary>
    public const int MaxValueBytes = 25_000;

    /// <summary>Every byte of the value may be an escape of six.</summary>
    private const int MaxBodyBytes = 6 * MaxValueBytes + 1_000;

    public static async Task<SecretChange> ReadAsync(
        HttpRequest request, string name, Secret? before, CancellationToken cancellationToken)
    {
        RequestErrors errors = new();
        JsonFields fields = new(await RequestBody.ReadObjectAsync(request, MaxBodyBytes, cancellationToken), errors);
        var value = fields.Text("value", required: true, maxLength: MaxValueBytes);
        var text = fields.Text("delivery");
        fields.RefuseOthers();
        SecretDelivery? wanted = text switch
        {
            null => before?.Delivery ?? SecretDelivery.Environment,
            "environment" => SecretDelivery.Environment,
            "file" => SecretDelivery.File,
            _ => null,
        };
        if (wanted is not { } delivery)
        {
            errors.Add("delivery", "must be environment or file.");
            delivery = SecretDelivery.File;
        }

        if (SecretNames.Fault(name, delivery) is { } fault)
        {
            errors.Add("name", fault);
        }

        if (value is not null && ValueFault(value, delivery) is { } wrong)
        {
            errors.Add("value", wrong);
        }

        errors.ThrowIfAny();
        return new() { Name = name, Delivery = delivery, Value = value!, By = request.Caller().User };
    }

    private static string? ValueFault(string value, SecretDelivery delivery) =>
        Encoding.UTF8.GetByteCount(value) > MaxValueBytes ? $"must have {MaxValueBytes} bytes of UTF-8 at most."
        : delivery is SecretDelivery.Environment && value.Contains('\0') ? "must not have the character U+0000."
        : null;
}

using System.Globalization;
using CloudWorkspaces.Local.Arm.Shares;

namespace CloudWorkspaces.Local.Arm.Files;

/// <summary>The signature in an address, of an account or of one share or file, and what it allows.</summary>
internal sealed class SharedAccessSignature(Func<string, string> parameter)
{
    private const string FirstWithEncryptionScope = "2020-12-06";

    public string Signature => parameter("sig");

    private bool IsOfAccount => parameter("ss").Length > 0;

    /// <summary>What was signed: "Create a service SAS" and "Create an account SAS" of the REST reference.</summary>
    public string StringToSign(FileRequest request)
    {
        if (IsOfAccount)
        {
            string[] names = ["sp", "ss", "srt", "st", "se", "sip", "spr", "sv"];
            var fields = names.Select(parameter).Prepend(request.Account);
            fields = string.CompareOrdinal(parameter("sv"), FirstWithEncryptionScope) >= 0 ? fields.Append(parameter("ses")) : fields;
            return string.Join('\n', fields) + "\n";
        }

        var resource = $"/file/{request.Account}/{request.Share}" +
            (parameter("sr") == "f" ? "/" + string.Join('/', request.Path) : "");
        return string.Join('\n',
        [
            parameter("sp"), parameter("st"), parameter("se"), resource, parameter("si"), parameter("sip"), parameter("spr"),
            parameter("sv"), parameter("rscc"), parameter("rscd"), parameter("rsce"), parameter("rscl"), parameter("rsct"),
        ]);
    }

    /// <summary>Throws FileException 403 unless it holds now and allows one of the <paramref name="permissions"/>.</summary>
    public void Require(FileRequest request, string permissions, DateTimeOffset now)
    {
        if (parameter("si").Length > 0 || parameter("sip").Length > 0)
        {
            throw FileException.Forbidden("The emulator knows no stored access policies and no signatures for addresses.");
        }

        if (Date("se") is not { } end || end <= now || parameter("st").Length > 0 && !(Date("st") <= now))
        {
            throw FileException.Forbidden($"Signature not valid in the specified time frame: from '{parameter("st")}' to '{parameter("se")}'.");
        }

        if (!Covers(request))
        {
            throw new FileException(403, "AuthorizationResourceTypeMismatch", "This request is not authorized to perform this operation using this resource type.");
        }

        if (!permissions.Any(parameter("sp").Contains))
        {
            throw new FileException(403, "AuthorizationPermissionMismatch", "This request is not authorized to perform this operation using this permission.");
        }
    }

    private bool Covers(FileRequest request)
    {
        var level = request.Share is null ? 's' : request.Path.Count == 0 && request.RestType != "directory" ? 'c' : 'o';
        return IsOfAccount
            ? parameter("ss").Contains('f') && parameter("srt").Contains(level)
            : level == 'o' && parameter("sr") is "s" or "f" && (parameter("sr") == "s" || request.RestType.Length == 0);
    }

    private DateTimeOffset? Date(string name) => DateTimeOffset.TryParse(
        parameter(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}

namespace CloudWorkspaces.Local.Functions.Engine;

/// <summary>What an instance does next.</summary>
/// <param name="Control">Terminate, Suspend or Resume; null for an ordinary turn.</param>
internal sealed record MailBatch(TurnEvent? Control, IReadOnlyList<Mail> Mail)
{
    public IEnumerable<string> RowKeys => Mail.Where(mail => mail.RowKey is not null).Select(mail => mail.RowKey!);
}

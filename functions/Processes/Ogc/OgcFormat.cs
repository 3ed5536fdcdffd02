namespace CloudWorkspaces.Processes.Ogc;

/// <summary>What an answer is written as.</summary>
internal enum OgcFormat
{
    Json,
    Html,
}

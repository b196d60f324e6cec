namespace Worker;

internal sealed class JobOptions
{
    public string File { get; set; } = "jobs.db";
    public string Model { get; set; } = "";
}

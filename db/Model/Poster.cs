using System;
using System.Collections.Generic;

namespace MovieBooking.Db.Model;

public partial class Poster
{
    public string PosterHash { get; set; } = null!;

    public byte[] Content { get; set; } = null!;

    public DateTime UploadedAt { get; set; }
}

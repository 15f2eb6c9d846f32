<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN">
    <context>
        <name>Actions</name>
        <message>
            <source>Other libraries…</source>
            <translation>Kho khác…</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Tìm kiếm</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Quay lại</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Đi tới</translation>
        </message>
        <message>
            <source>Next section</source>
            <translation>Mục sau</translation>
        </message>
        <message>
            <source>Previous section</source>
            <translation>Mục trước</translation>
        </message>
        <message>
            <source>Find in this document</source>
            <translation>Tìm trong tài liệu này</translation>
        </message>
        <message>
            <source>Go to a section…</source>
            <translation>Đến một mục…</translation>
        </message>
        <message>
            <source>Reading options</source>
            <translation>Cách đọc</translation>
        </message>
        <message>
            <source>Only the page</source>
            <translation>Tập trung</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>Toàn màn hình</translation>
        </message>
        <message>
            <source>Next link, note, figure or table</source>
            <translation>Liên kết, chú thích, hình hoặc bảng kế tiếp</translation>
        </message>
        <message>
            <source>Follow the link, or show the figure or table large</source>
            <translation>Mở liên kết, hoặc phóng to hình, bảng</translation>
        </message>
        <message>
            <source>Next match</source>
            <translation>Chỗ khớp sau</translation>
        </message>
        <message>
            <source>Previous match</source>
            <translation>Chỗ khớp trước</translation>
        </message>
        <message>
            <source>Next note</source>
            <translation>Ghi chú sau</translation>
        </message>
        <message>
            <source>Previous note</source>
            <translation>Ghi chú trước</translation>
        </message>
        <message>
            <source>To the library pane</source>
            <translation>Đến kho tài liệu</translation>
        </message>
        <message>
            <source>To the list</source>
            <translation>Đến danh sách</translation>
        </message>
        <message>
            <source>To the document</source>
            <translation>Đến bài đọc</translation>
        </message>
        <message>
            <source>To the right pane</source>
            <translation>Đến khung bên phải</translation>
        </message>
        <message>
            <source>Next pane</source>
            <translation>Khung sau</translation>
        </message>
        <message>
            <source>Previous pane</source>
            <translation>Khung trước</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>In…</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>In</translation>
        </message>
        <message>
            <source>Export PDF…</source>
            <translation>Xuất PDF…</translation>
        </message>
        <message>
            <source>Compose handout</source>
            <translation>Soạn tài liệu</translation>
        </message>
        <message>
            <source>Compose</source>
            <translation>Soạn tài liệu</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Hoàn tác</translation>
        </message>
        <message>
            <source>Highlight the selection</source>
            <translation>Tô màu đoạn đang chọn</translation>
        </message>
        <message>
            <source>Highlight</source>
            <translation>Tô màu</translation>
        </message>
        <message>
            <source>Note on the selection</source>
            <translation>Ghi chú vào đoạn đang chọn</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Ghi chú</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Sao chép</translation>
        </message>
        <message>
            <source>Highlight: main idea</source>
            <translation>Tô màu: Ý chính</translation>
        </message>
        <message>
            <source>Highlight: figure</source>
            <translation>Tô màu: Số liệu</translation>
        </message>
        <message>
            <source>Highlight: to ask</source>
            <translation>Tô màu: Cần hỏi</translation>
        </message>
        <message>
            <source>Highlight: to quote</source>
            <translation>Tô màu: Cần trích</translation>
        </message>
        <message>
            <source>Remove highlight</source>
            <translation>Bỏ tô màu</translation>
        </message>
        <message>
            <source>Write a note</source>
            <translation>Viết ghi chú</translation>
        </message>
        <message>
            <source>Copy with source</source>
            <translation>Sao chép kèm nguồn</translation>
        </message>
        <message>
            <source>Add to handout</source>
            <translation>Thêm vào bản soạn</translation>
        </message>
        <message>
            <source>Go to the selection&apos;s commands</source>
            <translation>Đến các lệnh cho đoạn đang chọn</translation>
        </message>
        <message>
            <source>Library pane</source>
            <translation>Khung kho tài liệu</translation>
        </message>
        <message>
            <source>List of documents</source>
            <translation>Danh sách tài liệu</translation>
        </message>
        <message>
            <source>Right pane</source>
            <translation>Khung bên phải</translation>
        </message>
        <message>
            <source>Outline</source>
            <translation>Mục lục</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Ghi chú</translation>
        </message>
        <message>
            <source>Larger text</source>
            <translation>Chữ to hơn</translation>
        </message>
        <message>
            <source>Smaller text</source>
            <translation>Chữ nhỏ hơn</translation>
        </message>
        <message>
            <source>Text at 100 %</source>
            <translation>Cỡ chữ 100 %</translation>
        </message>
        <message>
            <source>Select with the keyboard</source>
            <translation>Chọn chữ bằng bàn phím</translation>
        </message>
        <message>
            <source>User guide</source>
            <translation>Hướng dẫn sử dụng</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Phím tắt</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Trình đơn</translation>
        </message>
        <message>
            <source>One screen down</source>
            <translation>Xuống một màn hình</translation>
        </message>
        <message>
            <source>One screen up</source>
            <translation>Lên một màn hình</translation>
        </message>
        <message>
            <source>Open the chosen row</source>
            <translation>Mở dòng đang chọn</translation>
        </message>
        <message>
            <source>Back to the list</source>
            <translation>Về danh sách</translation>
        </message>
        <message>
            <source>Go to the note&apos;s passage</source>
            <translation>Đến đoạn được ghi chú</translation>
        </message>
        <message>
            <source>Edit the note</source>
            <translation>Sửa ghi chú</translation>
        </message>
        <message>
            <source>Delete the note</source>
            <translation>Xóa ghi chú</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Tài liệu</translation>
        </message>
        <message>
            <source>Go</source>
            <translation>Di chuyển</translation>
        </message>
        <message>
            <source>Selection</source>
            <translation>Đoạn đang chọn</translation>
        </message>
        <message>
            <source>View</source>
            <translation>Hiển thị</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Trợ giúp</translation>
        </message>
        <message>
            <source>Anywhere</source>
            <translation>Ở mọi nơi</translation>
        </message>
        <message>
            <source>While reading</source>
            <translation>Khi đọc</translation>
        </message>
        <message>
            <source>On a selection</source>
            <translation>Trên đoạn đang chọn</translation>
        </message>
        <message>
            <source>In lists</source>
            <translation>Trong danh sách</translation>
        </message>
        <message>
            <source>On a note</source>
            <translation>Trên ghi chú</translation>
        </message>
        <message>
            <source>In the handout</source>
            <translation>Trong bản soạn</translation>
        </message>
        <message>
            <source>What may be typed</source>
            <translation>Cách gõ khi tìm</translation>
        </message>
        <message>
            <source>Narrow the search</source>
            <translation>Thu hẹp kết quả tìm</translation>
        </message>
        <message>
            <source>Exactly as typed, or as usual</source>
            <translation>Tìm đúng chữ đã gõ hoặc như thường</translation>
        </message>
        <message>
            <source>Related documents</source>
            <translation>Tài liệu liên quan</translation>
        </message>
        <message>
            <source>Citations</source>
            <translation>Viện dẫn</translation>
        </message>
        <message>
            <source>Open the row, or go to its passage</source>
            <translation>Mở dòng đang chọn, hoặc đến đoạn của dòng ấy</translation>
        </message>
        <message>
            <source>Back from compared versions</source>
            <translation>Thôi so sánh, về danh sách liên quan</translation>
        </message>
        <message>
            <source>Beside the text</source>
            <translation>Ở khung bên phải</translation>
        </message>
        <message>
            <source>In the content or my notes</source>
            <translation>Trong nội dung hoặc trong ghi chú của tôi</translation>
        </message>
        <message>
            <source>Recent and saved searches</source>
            <translation>Các lần tìm gần đây và đã lưu</translation>
        </message>
        <message>
            <source>Save this search…</source>
            <translation>Lưu lần tìm này…</translation>
        </message>
        <message>
            <source>Clear recent searches</source>
            <translation>Xóa các lần tìm gần đây</translation>
        </message>
        <message>
            <source>Write feedback…</source>
            <translation>Viết phản hồi…</translation>
        </message>
        <message>
            <source>Outbox of feedback</source>
            <translation>Hộp phản hồi</translation>
        </message>
        <message>
            <source>Whose notes…</source>
            <translation>Ghi chú của ai…</translation>
        </message>
        <message>
            <source>Back up to USB…</source>
            <translation>Sao lưu ra USB…</translation>
        </message>
        <message>
            <source>Restore a backup…</source>
            <translation>Khôi phục từ bản sao lưu…</translation>
        </message>
        <message>
            <source>Links</source>
            <translation>Liên kết</translation>
        </message>
        <message>
            <source>Notes and feedback</source>
            <translation>Ghi chú và phản hồi</translation>
        </message>
        <message>
            <source>View the original</source>
            <translation>Xem bản gốc</translation>
        </message>
        <message>
            <source>Save a copy…</source>
            <translation>Lưu bản sao…</translation>
        </message>
        <message>
            <source>In an original or attachment</source>
            <translation>Trong bản gốc, tệp đính kèm</translation>
        </message>
        <message>
            <source>Next page</source>
            <translation>Trang sau</translation>
        </message>
        <message>
            <source>Previous page</source>
            <translation>Trang trước</translation>
        </message>
        <message>
            <source>Fit the width</source>
            <translation>Vừa bề ngang</translation>
        </message>
        <message>
            <source>Select the whole page</source>
            <translation>Chọn cả trang</translation>
        </message>
        <message>
            <source>Back to the text</source>
            <translation>Về bài đọc</translation>
        </message>
        <message>
            <source>One screen on</source>
            <translation>Xuống một màn hình</translation>
        </message>
        <message>
            <source>One screen back</source>
            <translation>Lên một màn hình</translation>
        </message>
        <message>
            <source>Highlights first</source>
            <translation>Đoạn tô màu trước</translation>
        </message>
        <message>
            <source>Start or pause the time</source>
            <translation>Bấm giờ hoặc tạm dừng</translation>
        </message>
        <message>
            <source>Reset the time</source>
            <translation>Đặt lại giờ</translation>
        </message>
        <message>
            <source>Speak from the lectern</source>
            <translation>Lên bục nói</translation>
        </message>
        <message>
            <source>At the lectern</source>
            <translation>Trên bục nói</translation>
        </message>
        <message>
            <source>Leave the lectern</source>
            <translation>Rời bục</translation>
        </message>
        <message>
            <source>Bookmark</source>
            <translation>Dấu trang</translation>
        </message>
        <message>
            <source>Start page</source>
            <translation>Trang đầu</translation>
        </message>
        <message>
            <source>Filter the list</source>
            <translation>Lọc danh sách</translation>
        </message>
        <message>
            <source>Order of the list…</source>
            <translation>Thứ tự danh sách…</translation>
        </message>
        <message>
            <source>What can be done with the row</source>
            <translation>Việc làm được với dòng này</translation>
        </message>
        <message>
            <source>Theme…</source>
            <translation>Màu giao diện…</translation>
        </message>
        <message>
            <source>As the system has it</source>
            <translation>Theo hệ thống</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Sáng</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>Giấy</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Tối</translation>
        </message>
        <message>
            <source>High contrast, black on white</source>
            <translation>Tương phản cao, chữ đen nền trắng</translation>
        </message>
        <message>
            <source>High contrast, white on black</source>
            <translation>Tương phản cao, chữ trắng nền đen</translation>
        </message>
        <message>
            <source>Larger interface</source>
            <translation>Giao diện lớn hơn</translation>
        </message>
        <message>
            <source>Smaller interface</source>
            <translation>Giao diện nhỏ hơn</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Màu giao diện</translation>
        </message>
        <message>
            <source>Language / Ngôn ngữ</source>
            <translation>Ngôn ngữ / Language</translation>
        </message>
        <message>
            <source>Size of the interface</source>
            <translation>Cỡ giao diện</translation>
        </message>
        <message>
            <source>New tab</source>
            <translation>Thẻ mới</translation>
        </message>
        <message>
            <source>Close the tab</source>
            <translation>Đóng thẻ</translation>
        </message>
        <message>
            <source>Reopen the tab</source>
            <translation>Mở lại thẻ vừa đóng</translation>
        </message>
        <message>
            <source>Next tab</source>
            <translation>Thẻ sau</translation>
        </message>
        <message>
            <source>Previous tab</source>
            <translation>Thẻ trước</translation>
        </message>
        <message>
            <source>Open it in a tab of its own</source>
            <translation>Mở trong thẻ riêng</translation>
        </message>
        <message>
            <source>Reset the window</source>
            <translation>Đặt lại cửa sổ</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Làm lại</translation>
        </message>
        <message>
            <source>General note</source>
            <translation>Ghi chú chung</translation>
        </message>
        <message>
            <source>Underline</source>
            <translation>Gạch chân</translation>
        </message>
        <message>
            <source>Reply to the note</source>
            <translation>Trả lời ghi chú</translation>
        </message>
        <message>
            <source>Labels of the note</source>
            <translation>Nhãn của ghi chú</translation>
        </message>
        <message>
            <source>What can be done with the note</source>
            <translation>Những việc làm được với ghi chú</translation>
        </message>
        <message>
            <source>To the filters</source>
            <translation>Đến các bộ lọc</translation>
        </message>
        <message>
            <source>Export the notes</source>
            <translation>Xuất ghi chú</translation>
        </message>
        <message>
            <source>Attach to the new passage</source>
            <translation>Gắn vào đoạn mới</translation>
        </message>
        <message>
            <source>Keep the old passage</source>
            <translation>Giữ đoạn cũ</translation>
        </message>
        <message>
            <source>Check it later</source>
            <translation>Xem sau</translation>
        </message>
        <message>
            <source>Register of figures</source>
            <translation>Sổ số liệu</translation>
        </message>
        <message>
            <source>All notes</source>
            <translation>Mọi ghi chú</translation>
        </message>
        <message>
            <source>Export notes…</source>
            <translation>Xuất ghi chú…</translation>
        </message>
        <message>
            <source>Merge notes…</source>
            <translation>Gộp ghi chú từ tệp…</translation>
        </message>
        <message>
            <source>Go back to the former edition…</source>
            <translation>Quay về đợt trước…</translation>
        </message>
        <message>
            <source>Library and updates</source>
            <translation>Kho và cập nhật</translation>
        </message>
        <message>
            <source>Look for a package on USB</source>
            <translation>Tìm gói cập nhật trên USB</translation>
        </message>
        <message>
            <source>Open a package…</source>
            <translation>Mở gói cập nhật…</translation>
        </message>
        <message>
            <source>Library keeping…</source>
            <translation>Quản lý kho…</translation>
        </message>
        <message>
            <source>Choose the template</source>
            <translation>Chọn mẫu trình bày</translation>
        </message>
        <message>
            <source>Export the handout as PDF</source>
            <translation>Xuất bản soạn ra PDF</translation>
        </message>
        <message>
            <source>Move the item down</source>
            <translation>Đưa mục xuống</translation>
        </message>
        <message>
            <source>Move the item up</source>
            <translation>Đưa mục lên</translation>
        </message>
        <message>
            <source>Next page of the preview</source>
            <translation>Trang xem trước kế tiếp</translation>
        </message>
        <message>
            <source>Own words after it</source>
            <translation>Viết lời của mình sau mục</translation>
        </message>
        <message>
            <source>Previous page of the preview</source>
            <translation>Trang xem trước liền trước</translation>
        </message>
        <message>
            <source>Print the handout</source>
            <translation>In bản soạn</translation>
        </message>
        <message>
            <source>Register of handouts</source>
            <translation>Sổ tài liệu phát</translation>
        </message>
        <message>
            <source>Save the layout as a template</source>
            <translation>Lưu cách trình bày thành mẫu</translation>
        </message>
        <message>
            <source>Take the item out</source>
            <translation>Bỏ mục khỏi bản soạn</translation>
        </message>
        <message>
            <source>Title above the item, or its words</source>
            <translation>Tiêu đề trên mục, hoặc lời của mục</translation>
        </message>
    </context>
    <context>
        <name>Attending</name>
        <message>
            <source>The notes file is damaged in places. They are recovered when the window opens again; the damaged file is kept.</source>
            <translation>Tệp ghi chú có chỗ bị hỏng. Ghi chú được khôi phục khi cửa sổ mở lại; tệp hỏng được giữ lại.</translation>
        </message>
        <message>
            <source>Recover now</source>
            <translation>Khôi phục ngay</translation>
        </message>
        <message>
            <source>I have read this</source>
            <translation>Đã đọc</translation>
        </message>
        <message>
            <source>Today&apos;s automatic backup of your notes was not made.</source>
            <translation>Chưa tạo được bản sao lưu tự động hôm nay cho ghi chú.</translation>
        </message>
    </context>
    <context>
        <name>Cards</name>
        <message>
            <source>Not read</source>
            <translation>Chưa đọc</translation>
        </message>
        <message>
            <source>Read to the end</source>
            <translation>Đã đọc xong</translation>
        </message>
        <message>
            <source>not read</source>
            <translation>chưa đọc</translation>
        </message>
        <message>
            <source>read to the end</source>
            <translation>đã đọc xong</translation>
        </message>
        <message>
            <source>read: {share} per cent</source>
            <translation>đã đọc {share} phần trăm</translation>
        </message>
        <message>
            <source>bookmarked</source>
            <translation>có dấu trang</translation>
        </message>
    </context>
    <context>
        <name>Citations</name>
        <message>
            <source>Citations</source>
            <translation>Viện dẫn</translation>
        </message>
        <message>
            <source>Open a document to see what it cites.</source>
            <translation>Mở một tài liệu để xem các viện dẫn.</translation>
        </message>
        <message>
            <source>This document cites no other.</source>
            <translation>Tài liệu này không viện dẫn văn bản nào.</translation>
        </message>
        <message>
            <source>Documents cited</source>
            <translation>Văn bản được viện dẫn</translation>
        </message>
        <message>
            <source>Cited by</source>
            <translation>Được viện dẫn trong</translation>
        </message>
        <message>
            <source>Search the library</source>
            <translation>Tìm trong kho</translation>
        </message>
        <message>
            <source>Not in the library</source>
            <translation>Không có trong kho</translation>
        </message>
        <message>
            <source>Named in the document&apos;s details</source>
            <translation>Ghi trong thông tin của tài liệu</translation>
        </message>
        <message numerus="yes">
            <source>%n passage(s)</source>
            <translation>
                <numerusform>%Ln đoạn</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Codes</name>
        <message>
            <source>Go to its paragraph</source>
            <translation>Đến đoạn đó</translation>
        </message>
        <message>
            <source>Open its document</source>
            <translation>Mở tài liệu</translation>
        </message>
        <message>
            <source>{code} is the code of a printed page.</source>
            <translation>{code} là mã của một trang in.</translation>
        </message>
        <message>
            <source>{code}: that paragraph was last in edition {edition}.</source>
            <translation>{code}: đoạn này có lần cuối ở đợt {edition}.</translation>
        </message>
    </context>
    <context>
        <name>Collecting</name>
        <message>
            <source>Add the selection to the handout (T)</source>
            <translation>Thêm phần đang chọn vào bản soạn (T)</translation>
        </message>
        <message>
            <source>Add the whole document to the handout</source>
            <translation>Thêm cả tài liệu vào bản soạn</translation>
        </message>
        <message>
            <source>Add this figure to the handout</source>
            <translation>Thêm hình này vào bản soạn</translation>
        </message>
        <message>
            <source>Add this section to the handout</source>
            <translation>Thêm mục này vào bản soạn</translation>
        </message>
        <message>
            <source>Add this table to the handout</source>
            <translation>Thêm bảng này vào bản soạn</translation>
        </message>
        <message>
            <source>Add to the handout</source>
            <translation>Thêm vào bản soạn</translation>
        </message>
        <message numerus="yes">
            <source>Added to the handout, which has %n item(s) now.</source>
            <translation>
                <numerusform>Đã thêm vào bản soạn, nay có %Ln mục.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Added to “{title}”, which has %n item(s) now.</source>
            <translation>
                <numerusform>Đã thêm vào “{title}”, nay có %Ln mục.</numerusform>
            </translation>
        </message>
        <message>
            <source>Compose it (Ctrl+H)</source>
            <translation>Mở bản soạn (Ctrl+H)</translation>
        </message>
    </context>
    <context>
        <name>Composer</name>
        <message numerus="yes">
            <source>%n line(s) too many: cut so much.</source>
            <translation>
                <numerusform>Dài quá %Ln dòng: cần cắt bớt chừng ấy.</numerusform>
            </translation>
        </message>
        <message>
            <source>Back to the document (Esc)</source>
            <translation>Về tài liệu (Esc)</translation>
        </message>
        <message>
            <source>Beside the preview</source>
            <translation>Bên cạnh phần xem trước</translation>
        </message>
        <message>
            <source>Contents</source>
            <translation>Nội dung</translation>
        </message>
        <message>
            <source>Copy of this draft</source>
            <translation>Nhân đôi bản soạn này</translation>
        </message>
        <message>
            <source>Delete this draft</source>
            <translation>Xóa bản soạn này</translation>
        </message>
        <message>
            <source>Drafts</source>
            <translation>Các bản soạn</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Xuất</translation>
        </message>
        <message>
            <source>Export the handout</source>
            <translation>Xuất bản soạn</translation>
        </message>
        <message>
            <source>Handout</source>
            <translation>Soạn tài liệu</translation>
        </message>
        <message>
            <source>It fits.</source>
            <translation>Vừa đủ.</translation>
        </message>
        <message>
            <source>Layout</source>
            <translation>Trình bày</translation>
        </message>
        <message>
            <source>Making the file…</source>
            <translation>Đang tạo tệp…</translation>
        </message>
        <message>
            <source>Markdown</source>
            <translation>Markdown</translation>
        </message>
        <message>
            <source>Markdown texts</source>
            <translation>Văn bản Markdown</translation>
        </message>
        <message>
            <source>Name of the template</source>
            <translation>Tên mẫu</translation>
        </message>
        <message>
            <source>New draft</source>
            <translation>Bản soạn mới</translation>
        </message>
        <message>
            <source>PDF (Ctrl+E)</source>
            <translation>PDF (Ctrl+E)</translation>
        </message>
        <message>
            <source>PDF documents</source>
            <translation>Tài liệu PDF</translation>
        </message>
        <message>
            <source>PDF to keep (PDF/A-2u, PDF/UA-1)</source>
            <translation>PDF lưu trữ (PDF/A-2u, PDF/UA-1)</translation>
        </message>
        <message>
            <source>Plain text</source>
            <translation>Văn bản thuần</translation>
        </message>
        <message>
            <source>Plain texts</source>
            <translation>Văn bản thuần</translation>
        </message>
        <message>
            <source>Print the backs</source>
            <translation>In mặt sau</translation>
        </message>
        <message>
            <source>Print □ for them</source>
            <translation>In dấu □ thay</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>In…</translation>
        </message>
        <message>
            <source>Save as a template</source>
            <translation>Lưu thành mẫu</translation>
        </message>
        <message>
            <source>Saved {time}</source>
            <translation>Đã lưu {time}</translation>
        </message>
        <message>
            <source>Still missing: {parts}</source>
            <translation>Còn thiếu: {parts}</translation>
        </message>
        <message>
            <source>Stop here</source>
            <translation>Dừng ở đây</translation>
        </message>
        <message>
            <source>The circulation follows the sources again: not decided on for {titles}.</source>
            <translation>Phạm vi lại theo nguồn hẹp nhất: chưa có quyết định cho {titles}.</translation>
        </message>
        <message numerus="yes">
            <source>The form of the paper has %n fault(s) to mend.</source>
            <translation>
                <numerusform>Thể thức còn %Ln lỗi cần sửa.</numerusform>
            </translation>
        </message>
        <message>
            <source>The fronts are printed. Put the pile back into the printer with the printed side up, the top of the page as it lay before; then print the backs.</source>
            <translation>Đã in xong mặt trước. Đặt lại chồng giấy vào máy in, mặt đã in ngửa lên, đầu trang như cũ, rồi in mặt sau.</translation>
        </message>
        <message>
            <source>The handout is not saved yet. It is kept here.</source>
            <translation>Chưa lưu được bản soạn. Nội dung vẫn giữ ở đây.</translation>
        </message>
        <message>
            <source>The pages are not ready yet.</source>
            <translation>Các trang chưa dàn xong.</translation>
        </message>
        <message>
            <source>Title of the handout</source>
            <translation>Tên bản soạn</translation>
        </message>
        <message>
            <source>Title, or that of the source</source>
            <translation>Tên tài liệu, để trống thì theo nguồn</translation>
        </message>
        <message>
            <source>Turn the pile</source>
            <translation>Lật chồng giấy</translation>
        </message>
        <message>
            <source>Web page in one file</source>
            <translation>Trang web trong một tệp</translation>
        </message>
        <message>
            <source>Web pages</source>
            <translation>Trang web</translation>
        </message>
        <message>
            <source>Without a title</source>
            <translation>Chưa đặt tên</translation>
        </message>
        <message>
            <source>Word</source>
            <translation>Word</translation>
        </message>
        <message>
            <source>Word documents</source>
            <translation>Tài liệu Word</translation>
        </message>
        <message>
            <source>copy {number} of {of}</source>
            <translation>bản số {number}/{of}</translation>
        </message>
        <message>
            <source>master</source>
            <translation>bản gốc</translation>
        </message>
        <message>
            <source>{name}: page {page} of {pages}…</source>
            <translation>{name}: trang {page}/{pages}…</translation>
        </message>
        <message>
            <source>{title} (copy)</source>
            <translation>{title} (bản sao)</translation>
        </message>
        <message>
            <source>“{name}” is among the templates now.</source>
            <translation>Đã có “{name}” trong các mẫu.</translation>
        </message>
        <message>
            <source>“{title}” is deleted.</source>
            <translation>Đã xóa “{title}”.</translation>
        </message>
        <message>
            <source>Print the rest…</source>
            <translation>In phần còn lại…</translation>
        </message>
        <message>
            <source>The copies are not in the register yet.</source>
            <translation>Các bản chưa được ghi vào sổ.</translation>
        </message>
    </context>
    <context>
        <name>Decision</name>
        <message>
            <source>A wider circulation needs a reason.</source>
            <translation>Mở rộng phạm vi phải có lý do.</translation>
        </message>
        <message>
            <source>Keep the narrowest</source>
            <translation>Giữ phạm vi hẹp nhất</translation>
        </message>
        <message>
            <source>Record the decision</source>
            <translation>Ghi lại quyết định</translation>
        </message>
        <message>
            <source>The reason is kept with the draft and in the register.</source>
            <translation>Lý do được giữ cùng bản soạn và trong sổ tài liệu phát.</translation>
        </message>
        <message>
            <source>Who decided so, and why</source>
            <translation>Ai quyết định, vì sao</translation>
        </message>
        <message>
            <source>Wider circulation</source>
            <translation>Mở rộng phạm vi lưu hành</translation>
        </message>
        <message>
            <source>“{circle}” is wider than these may go:</source>
            <translation>“{circle}” rộng hơn phạm vi của các mục sau:</translation>
        </message>
    </context>
    <context>
        <name>Documents</name>
        <message>
            <source>List of documents</source>
            <translation>Danh sách tài liệu</translation>
        </message>
        <message>
            <source>No documents on this shelf.</source>
            <translation>Chưa có tài liệu nào ở mục này.</translation>
        </message>
        <message>
            <source>As the shelf has it</source>
            <translation>Như mục này vốn có</translation>
        </message>
        <message>
            <source>Newest first</source>
            <translation>Mới nhất trước</translation>
        </message>
        <message>
            <source>By title</source>
            <translation>Theo tên</translation>
        </message>
        <message>
            <source>In the order of the conference</source>
            <translation>Theo thứ tự trong hội nghị</translation>
        </message>
        <message>
            <source>Most opened first</source>
            <translation>Hay mở trước</translation>
        </message>
        <message>
            <source>Last opened first</source>
            <translation>Mở gần đây trước</translation>
        </message>
        <message>
            <source>Order of the list (Alt+O)</source>
            <translation>Thứ tự danh sách (Alt+O)</translation>
        </message>
        <message>
            <source>Order of the list</source>
            <translation>Thứ tự danh sách</translation>
        </message>
        <message>
            <source>Filter this list</source>
            <translation>Lọc danh sách này</translation>
        </message>
        <message>
            <source>No document here has these words.</source>
            <translation>Không tài liệu nào ở đây có những chữ này.</translation>
        </message>
    </context>
    <context>
        <name>DocumentsPane</name>
        <message numerus="yes">
            <source>%n document(s)</source>
            <translation>
                <numerusform>%Ln tài liệu</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Facets</name>
        <message>
            <source>Do not narrow</source>
            <translation>Không thu hẹp nữa</translation>
        </message>
        <message>
            <source>Type more words to see the others</source>
            <translation>Gõ thêm chữ để thấy các mục khác</translation>
        </message>
    </context>
    <context>
        <name>Findings</name>
        <message>
            <source>Form of the paper</source>
            <translation>Thể thức văn bản</translation>
        </message>
        <message>
            <source>Form: nothing found</source>
            <translation>Thể thức: không thấy lỗi</translation>
        </message>
        <message>
            <source>Form: {wrong} to mend, {rest} to look at</source>
            <translation>Thể thức: {wrong} lỗi cần sửa, {rest} điều cần xem</translation>
        </message>
        <message>
            <source>Page {page}</source>
            <translation>Trang {page}</translation>
        </message>
    </context>
    <context>
        <name>Handing</name>
        <message>
            <source>Export PDF</source>
            <translation>Xuất PDF</translation>
        </message>
        <message>
            <source>PDF documents (*.pdf)</source>
            <translation>Tài liệu PDF (*.pdf)</translation>
        </message>
        <message>
            <source>Making the PDF…</source>
            <translation>Đang tạo tệp PDF…</translation>
        </message>
        <message>
            <source>Saved {name}</source>
            <translation>Đã lưu {name}</translation>
        </message>
        <message>
            <source>Preparing the pages…</source>
            <translation>Đang chuẩn bị trang in…</translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) sent to the printer</source>
            <translation>
                <numerusform>Đã gửi %Ln trang đến máy in</numerusform>
            </translation>
        </message>
        <message>
            <source>Printing was stopped. Pages already sent may still come out.</source>
            <translation>Đã dừng in. Những trang đã gửi đi có thể vẫn ra giấy.</translation>
        </message>
        <message>
            <source>Printing page {page} of {pages}…</source>
            <translation>Đang in trang {page}/{pages}…</translation>
        </message>
    </context>
    <context>
        <name>History</name>
        <message>
            <source>Edition {number}</source>
            <translation>Đợt {number}</translation>
        </message>
        <message numerus="yes">
            <source>%n reworded</source>
            <translation>
                <numerusform>sửa %Ln đoạn</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n added</source>
            <translation>
                <numerusform>thêm %Ln đoạn</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n taken out</source>
            <translation>
                <numerusform>bỏ %Ln đoạn</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n moved</source>
            <translation>
                <numerusform>chuyển chỗ %Ln đoạn</numerusform>
            </translation>
        </message>
        <message>
            <source>The text is the same</source>
            <translation>Nội dung không đổi</translation>
        </message>
        <message>
            <source>Passages compared</source>
            <translation>Các đoạn được so sánh</translation>
        </message>
        <message>
            <source>Related documents</source>
            <translation>Tài liệu liên quan</translation>
        </message>
        <message>
            <source>Older version</source>
            <translation>Bản cũ</translation>
        </message>
        <message>
            <source>Newer version</source>
            <translation>Bản mới</translation>
        </message>
        <message>
            <source>Struck through: taken out. Underlined: added.</source>
            <translation>Gạch ngang: bỏ đi. Gạch chân: thêm vào.</translation>
        </message>
        <message>
            <source>Show the whole text</source>
            <translation>Hiện toàn văn</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Tên tài liệu</translation>
        </message>
        <message numerus="yes">
            <source>%n passage(s) unchanged</source>
            <translation>
                <numerusform>%Ln đoạn giữ nguyên</numerusform>
            </translation>
        </message>
        <message>
            <source>Unchanged</source>
            <translation>Giữ nguyên</translation>
        </message>
        <message>
            <source>Reworded</source>
            <translation>Sửa</translation>
        </message>
        <message>
            <source>Split</source>
            <translation>Tách đoạn</translation>
        </message>
        <message>
            <source>Joined</source>
            <translation>Gộp đoạn</translation>
        </message>
        <message>
            <source>Moved here</source>
            <translation>Chuyển đến đây</translation>
        </message>
        <message>
            <source>Moved away</source>
            <translation>Chuyển đi</translation>
        </message>
        <message>
            <source>Added</source>
            <translation>Thêm</translation>
        </message>
        <message>
            <source>Taken out</source>
            <translation>Bỏ</translation>
        </message>
        <message>
            <source>taken out: “{text}”</source>
            <translation>bỏ: “{text}”</translation>
        </message>
        <message>
            <source>added: “{text}”</source>
            <translation>thêm: “{text}”</translation>
        </message>
    </context>
    <context>
        <name>Hits</name>
        <message>
            <source>Previous match (Shift+F3)</source>
            <translation>Chỗ khớp trước (Shift+F3)</translation>
        </message>
        <message>
            <source>Next match (F3)</source>
            <translation>Chỗ khớp sau (F3)</translation>
        </message>
        <message>
            <source>Hide the matches</source>
            <translation>Ẩn các chỗ khớp</translation>
        </message>
        <message>
            <source>Find in this document</source>
            <translation>Tìm trong tài liệu này</translation>
        </message>
        <message>
            <source>Exact marks</source>
            <translation>Đúng dấu</translation>
        </message>
        <message>
            <source>Only what has the marks that are typed</source>
            <translation>Chỉ tìm chữ có dấu đúng như đã gõ</translation>
        </message>
        <message>
            <source>Match {at} of {many}</source>
            <translation>Chỗ khớp {at} trong {many}</translation>
        </message>
        <message>
            <source>No match</source>
            <translation>Không tìm thấy</translation>
        </message>
    </context>
    <context>
        <name>Footnote</name>
        <message>
            <source>Footnote</source>
            <translation>Chú thích</translation>
        </message>
        <message>
            <source>Back to the text</source>
            <translation>Về chỗ đang đọc</translation>
        </message>
    </context>
    <context>
        <name>Official</name>
        <message>
            <source>Addressee</source>
            <translation>Kính gửi</translation>
        </message>
        <message>
            <source>Authority to sign</source>
            <translation>Quyền hạn ký</translation>
        </message>
        <message>
            <source>Bases, one a line</source>
            <translation>Căn cứ, mỗi dòng một căn cứ</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Ngày</translation>
        </message>
        <message>
            <source>Express, by the hour</source>
            <translation>Hỏa tốc</translation>
        </message>
        <message>
            <source>Filed at</source>
            <translation>Lưu</translation>
        </message>
        <message>
            <source>Issuing body</source>
            <translation>Cơ quan ban hành</translation>
        </message>
        <message>
            <source>Kind of paper</source>
            <translation>Tên loại văn bản</translation>
        </message>
        <message>
            <source>Most urgent</source>
            <translation>Thượng khẩn</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Số</translation>
        </message>
        <message>
            <source>Parts of the paper</source>
            <translation>Các phần của văn bản</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Địa danh</translation>
        </message>
        <message>
            <source>Recipients on the paper, one a line</source>
            <translation>Nơi nhận, mỗi dòng một nơi</translation>
        </message>
        <message>
            <source>Signatory's name</source>
            <translation>Họ tên người ký</translation>
        </message>
        <message>
            <source>Signatory's office</source>
            <translation>Chức vụ người ký</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Trích yếu</translation>
        </message>
        <message>
            <source>Superior body</source>
            <translation>Cơ quan chủ quản</translation>
        </message>
        <message>
            <source>Symbol</source>
            <translation>Ký hiệu</translation>
        </message>
        <message>
            <source>Urgency</source>
            <translation>Mức độ khẩn</translation>
        </message>
        <message>
            <source>Urgent</source>
            <translation>Khẩn</translation>
        </message>
        <message>
            <source>Usual</source>
            <translation>Bình thường</translation>
        </message>
        <message>
            <source>day/month/year</source>
            <translation>ngày/tháng/năm</translation>
        </message>
        <message>
            <source>Drafter's mark</source>
            <translation>Ký hiệu người soạn thảo</translation>
        </message>
        <message>
            <source>Number of copies</source>
            <translation>Số lượng bản</translation>
        </message>
        <message>
            <source>Draft number</source>
            <translation>Dự thảo lần</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Không ghi</translation>
        </message>
    </context>
    <context>
        <name>Options</name>
        <message numerus="yes">
            <source>%n recipient(s)</source>
            <translation>
                <numerusform>%Ln nơi nhận</numerusform>
            </translation>
        </message>
        <message>
            <source>A cover</source>
            <translation>Trang bìa</translation>
        </message>
        <message>
            <source>A short code on each page</source>
            <translation>Mã ngắn ở mỗi trang</translation>
        </message>
        <message>
            <source>A table of contents</source>
            <translation>Mục lục</translation>
        </message>
        <message>
            <source>As a watermark</source>
            <translation>Chữ chìm</translation>
        </message>
        <message>
            <source>As long as it is</source>
            <translation>Dài bao nhiêu cũng được</translation>
        </message>
        <message>
            <source>By template</source>
            <translation>Theo mẫu</translation>
        </message>
        <message>
            <source>As written in the sources</source>
            <translation>Như trong nguồn</translation>
        </message>
        <message>
            <source>At the end</source>
            <translation>Ở cuối</translation>
        </message>
        <message>
            <source>At the page's foot</source>
            <translation>Ở chân trang</translation>
        </message>
        <message>
            <source>Both sides</source>
            <translation>Hai mặt</translation>
        </message>
        <message>
            <source>By the narrowest source ({circle})</source>
            <translation>Theo phạm vi hẹp nhất ({circle})</translation>
        </message>
        <message>
            <source>By: {basis}</source>
            <translation>Theo: {basis}</translation>
        </message>
        <message>
            <source>Certified extract</source>
            <translation>Trích sao</translation>
        </message>
        <message>
            <source>Circulation</source>
            <translation>Phạm vi lưu hành</translation>
        </message>
        <message>
            <source>Copies</source>
            <translation>Số bản</translation>
        </message>
        <message>
            <source>Decided: {why}</source>
            <translation>Đã quyết định: {why}</translation>
        </message>
        <message>
            <source>Discussion sheet</source>
            <translation>Phiếu thảo luận</translation>
        </message>
        <message>
            <source>Edit the recipients</source>
            <translation>Sửa danh sách nơi nhận</translation>
        </message>
        <message>
            <source>Edit…</source>
            <translation>Sửa…</translation>
        </message>
        <message>
            <source>Internal</source>
            <translation>Nội bộ</translation>
        </message>
        <message>
            <source>Its copy number is left blank</source>
            <translation>Số bản để trống</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Ngôn ngữ</translation>
        </message>
        <message>
            <source>Large print</source>
            <translation>Chữ to</translation>
        </message>
        <message>
            <source>Layout</source>
            <translation>Bố cục</translation>
        </message>
        <message>
            <source>Layout of the handout</source>
            <translation>Cách trình bày</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>Độ dài</translation>
        </message>
        <message>
            <source>Line spacing</source>
            <translation>Giãn dòng</translation>
        </message>
        <message>
            <source>Lines to write on</source>
            <translation>Số dòng để viết</translation>
        </message>
        <message>
            <source>Nobody in particular</source>
            <translation>Không theo danh sách</translation>
        </message>
        <message>
            <source>Not named</source>
            <translation>Không ghi</translation>
        </message>
        <message>
            <source>Not numbered</source>
            <translation>Không đánh số</translation>
        </message>
        <message>
            <source>Notes report</source>
            <translation>Báo cáo ghi chú</translation>
        </message>
        <message>
            <source>Numbered at the foot</source>
            <translation>Ở chân trang</translation>
        </message>
        <message>
            <source>Numbering</source>
            <translation>Đánh số bản</translation>
        </message>
        <message>
            <source>On one sheet</source>
            <translation>Vừa một tờ</translation>
        </message>
        <message>
            <source>On two sheets</source>
            <translation>Vừa hai tờ</translation>
        </message>
        <message>
            <source>One master to photocopy</source>
            <translation>In một bản gốc để photo</translation>
        </message>
        <message>
            <source>One side</source>
            <translation>Một mặt</translation>
        </message>
        <message>
            <source>Opinion table</source>
            <translation>Bảng góp ý</translation>
        </message>
        <message>
            <source>Page by page</source>
            <translation>Từng trang</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>Khổ giấy</translation>
        </message>
        <message>
            <source>Party document</source>
            <translation>Văn bản Đảng</translation>
        </message>
        <message>
            <source>Plain</source>
            <translation>Đơn giản</translation>
        </message>
        <message>
            <source>Printed on</source>
            <translation>In trên</translation>
        </message>
        <message>
            <source>Public</source>
            <translation>Rộng rãi</translation>
        </message>
        <message>
            <source>Recipients</source>
            <translation>Danh sách nơi nhận</translation>
        </message>
        <message>
            <source>Restricted</source>
            <translation>Hạn chế</translation>
        </message>
        <message>
            <source>Save as a template…</source>
            <translation>Lưu thành mẫu…</translation>
        </message>
        <message>
            <source>Size of letters</source>
            <translation>Cỡ chữ</translation>
        </message>
        <message>
            <source>Sources</source>
            <translation>Ghi nguồn</translation>
        </message>
        <message>
            <source>State document</source>
            <translation>Văn bản hành chính</translation>
        </message>
        <message>
            <source>Template (Alt+M)</source>
            <translation>Mẫu trình bày (Alt+M)</translation>
        </message>
        <message>
            <source>Tone marks of uy, oa</source>
            <translation>Dấu thanh ở uy, oa</translation>
        </message>
        <message>
            <source>Two pages a sheet</source>
            <translation>Hai trang một mặt</translation>
        </message>
        <message>
            <source>With my marks and notes</source>
            <translation>Kèm ghi chú của tôi</translation>
        </message>
        <message>
            <source>uỷ, hoà</source>
            <translation>uỷ, hoà</translation>
        </message>
        <message>
            <source>{size} pt</source>
            <translation>{size} pt</translation>
        </message>
        <message>
            <source>{size} × single</source>
            <translation>{size} dòng</translation>
        </message>
        <message>
            <source>ủy, hòa</source>
            <translation>ủy, hòa</translation>
        </message>
        <message>
            <source>Between paragraphs</source>
            <translation>Cách đoạn</translation>
        </message>
        <message>
            <source>Booklet, A5</source>
            <translation>Sổ gấp A5</translation>
        </message>
        <message>
            <source>Rules of layout</source>
            <translation>Quy tắc trình bày</translation>
        </message>
        <message>
            <source>As in force on its date</source>
            <translation>Theo ngày của văn bản</translation>
        </message>
        <message>
            <source>{rules} (unverified)</source>
            <translation>{rules} (chưa kiểm chứng)</translation>
        </message>
        <message>
            <source>{rules}, the office's own copy</source>
            <translation>{rules}, bản của cơ quan</translation>
        </message>
    </context>
    <context>
        <name>Outgoing</name>
        <message numerus="yes">
            <source>%n copy(ies) sent to the printer.</source>
            <translation>
                <numerusform>Đã gửi %Ln bản đến máy in.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Preview</name>
        <message>
            <source>As a printer without colours prints it</source>
            <translation>Như máy in đen trắng in ra</translation>
        </message>
        <message>
            <source>Grey</source>
            <translation>Đen trắng</translation>
        </message>
        <message>
            <source>Next page (PgDn)</source>
            <translation>Trang sau (PgDn)</translation>
        </message>
        <message>
            <source>Page width</source>
            <translation>Vừa bề ngang</translation>
        </message>
        <message>
            <source>Page {page}/{pages}</source>
            <translation>Trang {page}/{pages}</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Xem trước</translation>
        </message>
        <message>
            <source>Preview of page {page}</source>
            <translation>Xem trước trang {page}</translation>
        </message>
        <message>
            <source>Previous page (PgUp)</source>
            <translation>Trang trước (PgUp)</translation>
        </message>
        <message>
            <source>What you collect is shown here, page by page.</source>
            <translation>Những gì bạn đưa vào sẽ hiện ở đây, từng trang một.</translation>
        </message>
    </context>
    <context>
        <name>PrintForm</name>
        <message>
            <source>All; or 7; or 3-9, 12</source>
            <translation>Tất cả; hoặc 7; hoặc 3-9, 12</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>Choose the printer…</source>
            <translation>Chọn máy in…</translation>
        </message>
        <message>
            <source>Copies</source>
            <translation>Các bản</translation>
        </message>
        <message>
            <source>Note the copies in the register</source>
            <translation>Ghi các bản vào sổ tài liệu phát</translation>
        </message>
        <message>
            <source>Print the handout</source>
            <translation>In bản soạn</translation>
        </message>
        <message>
            <source>Printed side down</source>
            <translation>Mặt in úp xuống</translation>
        </message>
        <message>
            <source>Printed side up</source>
            <translation>Mặt in ngửa lên</translation>
        </message>
        <message>
            <source>Sheets come out</source>
            <translation>Giấy ra</translation>
        </message>
        <message>
            <source>The printer prints one side: I turn the pile between</source>
            <translation>Máy chỉ in một mặt: tôi lật giấy giữa hai lượt</translation>
        </message>
        <message>
            <source>Write copies from 1 to {most}, such as 3-9, 12.</source>
            <translation>Hãy ghi các bản từ 1 đến {most}, ví dụ 3-9, 12.</translation>
        </message>
    </context>
    <context>
        <name>Prose</name>
        <message>
            <source>A heading is one line; its number is counted for you.</source>
            <translation>Đề mục viết trên một dòng; số thứ tự được tính sẵn.</translation>
        </message>
        <message>
            <source>As</source>
            <translation>Dạng</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>Heading 1.</source>
            <translation>Đề mục 1.</translation>
        </message>
        <message>
            <source>Heading I.</source>
            <translation>Đề mục I.</translation>
        </message>
        <message>
            <source>Heading a)</source>
            <translation>Đề mục a)</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>Lưu</translation>
        </message>
        <message>
            <source>Own words</source>
            <translation>Lời của người soạn</translation>
        </message>
        <message>
            <source>Put it there</source>
            <translation>Đưa vào</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Đoạn văn</translation>
        </message>
        <message>
            <source>Title above it</source>
            <translation>Tiêu đề phía trên</translation>
        </message>
        <message>
            <source>Title; empty for none</source>
            <translation>Tiêu đề; để trống nếu không cần</translation>
        </message>
        <message>
            <source>Without a number</source>
            <translation>Không đánh số</translation>
        </message>
        <message>
            <source>Words</source>
            <translation>Nội dung</translation>
        </message>
        <message>
            <source>Write a name first.</source>
            <translation>Hãy ghi tên trước.</translation>
        </message>
        <message>
            <source>Write something first.</source>
            <translation>Hãy viết nội dung trước.</translation>
        </message>
    </context>
    <context>
        <name>Recipients</name>
        <message>
            <source>Add a row</source>
            <translation>Thêm dòng</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>Copies</source>
            <translation>Số bản</translation>
        </message>
        <message>
            <source>Delete the list</source>
            <translation>Xóa danh sách</translation>
        </message>
        <message>
            <source>Its name</source>
            <translation>Tên danh sách</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>Lưu</translation>
        </message>
        <message>
            <source>List</source>
            <translation>Danh sách</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Tên</translation>
        </message>
        <message>
            <source>New list</source>
            <translation>Danh sách mới</translation>
        </message>
        <message>
            <source>Read a file…</source>
            <translation>Đọc từ tệp…</translation>
        </message>
        <message>
            <source>Read recipients</source>
            <translation>Đọc danh sách nơi nhận</translation>
        </message>
        <message>
            <source>Recipients</source>
            <translation>Nơi nhận</translation>
        </message>
        <message>
            <source>Tables (*.csv *.xlsx)</source>
            <translation>Bảng (*.csv *.xlsx)</translation>
        </message>
        <message>
            <source>The list has no recipients yet.</source>
            <translation>Danh sách chưa có nơi nhận nào.</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>Đơn vị</translation>
        </message>
        <message>
            <source>Who gets copies</source>
            <translation>Ai được nhận</translation>
        </message>
        <message>
            <source>“{name}”: the copies must be from 1 to {most}.</source>
            <translation>“{name}”: số bản phải từ 1 đến {most}.</translation>
        </message>
    </context>
    <context>
        <name>Register</name>
        <message numerus="yes">
            <source>%n copy(ies)</source>
            <translation>
                <numerusform>%Ln bản</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n paper(s)</source>
            <translation>
                <numerusform>%Ln tài liệu đã phát</numerusform>
            </translation>
        </message>
        <message>
            <source>All copies</source>
            <translation>Mọi bản</translation>
        </message>
        <message>
            <source>Back on</source>
            <translation>Ngày trả, hủy</translation>
        </message>
        <message>
            <source>Copies</source>
            <translation>Số bản</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Bản số</translation>
        </message>
        <message>
            <source>Destroyed</source>
            <translation>Đã hủy</translation>
        </message>
        <message>
            <source>Destroyed (H)</source>
            <translation>Đã hủy (H)</translation>
        </message>
        <message>
            <source>Edition</source>
            <translation>Đợt</translation>
        </message>
        <message>
            <source>Edition {edition} has overtaken {papers}; {copies} are out.</source>
            <translation>Đợt {edition} đã sửa hoặc thu hồi nguồn của {papers}; còn {copies} ở nơi nhận.</translation>
        </message>
        <message>
            <source>Filter by title, name, unit (F)</source>
            <translation>Lọc theo tên tài liệu, nơi nhận, đơn vị (F)</translation>
        </message>
        <message>
            <source>Filter the register</source>
            <translation>Lọc sổ</translation>
        </message>
        <message>
            <source>Given on</source>
            <translation>Ngày giao</translation>
        </message>
        <message>
            <source>Given to</source>
            <translation>Giao cho</translation>
        </message>
        <message>
            <source>Handed out</source>
            <translation>Đã giao</translation>
        </message>
        <message>
            <source>Handed out on</source>
            <translation>Ngày phát</translation>
        </message>
        <message>
            <source>Look at them</source>
            <translation>Xem</translation>
        </message>
        <message>
            <source>No paper or copy has these words.</source>
            <translation>Không có tài liệu hay bản nào có các chữ này.</translation>
        </message>
        <message>
            <source>Nothing is noted yet. Numbered copies are noted here when they are printed.</source>
            <translation>Sổ chưa có gì. Các bản đánh số được ghi vào đây khi in.</translation>
        </message>
        <message>
            <source>Numbered copies</source>
            <translation>Các bản đánh số</translation>
        </message>
        <message>
            <source>Out again (G)</source>
            <translation>Giao lại (G)</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>Tài liệu</translation>
        </message>
        <message>
            <source>Papers handed out</source>
            <translation>Tài liệu đã phát</translation>
        </message>
        <message>
            <source>Print correction slips…</source>
            <translation>In phiếu đính chính…</translation>
        </message>
        <message>
            <source>Print it again… (P)</source>
            <translation>In lại… (P)</translation>
        </message>
        <message>
            <source>Print return slips…</source>
            <translation>In phiếu trả…</translation>
        </message>
        <message>
            <source>Print the recall list…</source>
            <translation>In danh sách thu hồi…</translation>
        </message>
        <message>
            <source>Print the register…</source>
            <translation>In sổ…</translation>
        </message>
        <message>
            <source>Register of handouts</source>
            <translation>Sổ tài liệu phát</translation>
        </message>
        <message>
            <source>Remarks</source>
            <translation>Ghi chú</translation>
        </message>
        <message>
            <source>Returned</source>
            <translation>Đã trả</translation>
        </message>
        <message>
            <source>Returned (R)</source>
            <translation>Đã trả (R)</translation>
        </message>
        <message>
            <source>Set aside</source>
            <translation>Bỏ khỏi sổ</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Tình trạng</translation>
        </message>
        <message>
            <source>The holders were told</source>
            <translation>Đã báo các nơi giữ</translation>
        </message>
        <message>
            <source>The pages differ from those handed out: its sources have changed.</source>
            <translation>Trang in khác bản đã phát: nguồn đã đổi.</translation>
        </message>
        <message>
            <source>This paper was noted elsewhere: its pages are not kept.</source>
            <translation>Tài liệu này được ghi sổ ở nơi khác, máy này không giữ các trang.</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>Đơn vị</translation>
        </message>
        <message>
            <source>Which copies</source>
            <translation>Bản nào</translation>
        </message>
        <message>
            <source>changed</source>
            <translation>đã sửa</translation>
        </message>
        <message>
            <source>not numbered</source>
            <translation>không đánh số</translation>
        </message>
        <message>
            <source>replaced</source>
            <translation>đã được thay thế</translation>
        </message>
        <message>
            <source>withdrawn</source>
            <translation>đã thu hồi</translation>
        </message>
        <message>
            <source>{out} of {of} out</source>
            <translation>{out}/{of} ở nơi nhận</translation>
        </message>
        <message>
            <source>“{title}” is set aside.</source>
            <translation>Đã bỏ “{title}” khỏi sổ.</translation>
        </message>
    </context>
    <context>
        <name>Registering</name>
        <message numerus="yes">
            <source>%n copy(ies) are destroyed.</source>
            <translation>
                <numerusform>Đã hủy %Ln bản.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n copy(ies) are out again.</source>
            <translation>
                <numerusform>Đã giao lại %Ln bản.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n copy(ies) came back.</source>
            <translation>
                <numerusform>Đã nhận lại %Ln bản.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Summary</name>
        <message numerus="yes">
            <source>%n copy(ies)</source>
            <translation>
                <numerusform>%Ln bản</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%Ln trang</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sheet(s)</source>
            <translation>
                <numerusform>%Ln tờ</numerusform>
            </translation>
        </message>
        <message>
            <source>copy {number}</source>
            <translation>bản số {number}</translation>
        </message>
        <message>
            <source>master, its number left blank</source>
            <translation>bản gốc, số bản để trống</translation>
        </message>
        <message>
            <source>on both sides</source>
            <translation>in hai mặt</translation>
        </message>
        <message>
            <source>on one side</source>
            <translation>in một mặt</translation>
        </message>
        <message>
            <source>{copies} × {pages} = {sheets} of {paper}, {sides}</source>
            <translation>{copies} × {pages} = {sheets} {paper}, {sides}</translation>
        </message>
    </context>
    <context>
        <name>TrayPane</name>
        <message numerus="yes">
            <source>%n item(s)</source>
            <translation>
                <numerusform>%Ln mục</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Zoom</name>
        <message>
            <source>Figure: {name}</source>
            <translation>Hình: {name}</translation>
        </message>
        <message>
            <source>Table: {name}</source>
            <translation>Bảng: {name}</translation>
        </message>
        <message>
            <source>Fit</source>
            <translation>Vừa khung</translation>
        </message>
        <message>
            <source>Fit the window (Ctrl+0)</source>
            <translation>Vừa khung cửa sổ (Ctrl+0)</translation>
        </message>
        <message>
            <source>Smaller (Ctrl+-)</source>
            <translation>Nhỏ hơn (Ctrl+-)</translation>
        </message>
        <message>
            <source>Larger (Ctrl++)</source>
            <translation>To hơn (Ctrl++)</translation>
        </message>
        <message>
            <source>Close (Esc)</source>
            <translation>Đóng (Esc)</translation>
        </message>
        <message>
            <source>Arrow keys move it, Ctrl + and Ctrl - change its size.</source>
            <translation>Phím mũi tên để di chuyển, Ctrl + và Ctrl - để đổi cỡ.</translation>
        </message>
        <message>
            <source>This figure cannot be drawn.</source>
            <translation>Không hiện được hình này.</translation>
        </message>
    </context>
    <context>
        <name>Look</name>
        <message>
            <source>Reading options</source>
            <translation>Cách đọc</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>Đặt lại</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>Cỡ chữ</translation>
        </message>
        <message>
            <source>Face</source>
            <translation>Phông chữ</translation>
        </message>
        <message>
            <source>Line spacing</source>
            <translation>Giãn dòng</translation>
        </message>
        <message>
            <source>Column width</source>
            <translation>Bề rộng cột chữ</translation>
        </message>
        <message>
            <source>Like Times New Roman</source>
            <translation>Giống Times New Roman</translation>
        </message>
        <message>
            <source>With serifs (Noto Serif)</source>
            <translation>Có chân (Noto Serif)</translation>
        </message>
        <message>
            <source>Without serifs (Noto Sans)</source>
            <translation>Không chân (Noto Sans)</translation>
        </message>
        <message>
            <source>Medium</source>
            <translation>Vừa</translation>
        </message>
        <message>
            <source>Loose</source>
            <translation>Thoáng</translation>
        </message>
        <message>
            <source>Very loose</source>
            <translation>Rất thoáng</translation>
        </message>
        <message>
            <source>Narrow</source>
            <translation>Hẹp</translation>
        </message>
        <message>
            <source>Wide</source>
            <translation>Rộng</translation>
        </message>
    </context>
    <context>
        <name>Sections</name>
        <message>
            <source>Go to a section</source>
            <translation>Đến một mục</translation>
        </message>
        <message>
            <source>Letters of a section&apos;s title</source>
            <translation>Vài chữ trong tên mục</translation>
        </message>
        <message>
            <source>Sections</source>
            <translation>Các mục</translation>
        </message>
        <message>
            <source>This document is not divided into sections.</source>
            <translation>Tài liệu này không chia mục.</translation>
        </message>
    </context>
    <context>
        <name>Library</name>
        <message>
            <source>Library</source>
            <translation>Kho tài liệu</translation>
        </message>
        <message>
            <source>Latest</source>
            <translation>Mới nhất</translation>
        </message>
        <message>
            <source>Not read</source>
            <translation>Chưa đọc</translation>
        </message>
        <message>
            <source>Being read</source>
            <translation>Đang đọc dở</translation>
        </message>
        <message>
            <source>Withdrawn</source>
            <translation>Đã thu hồi</translation>
        </message>
        <message>
            <source>Conferences</source>
            <translation>Hội nghị</translation>
        </message>
        <message>
            <source>Topics</source>
            <translation>Chủ đề</translation>
        </message>
        <message>
            <source>Often opened</source>
            <translation>Hay mở</translation>
        </message>
        <message>
            <source>Bookmarks</source>
            <translation>Dấu trang</translation>
        </message>
        <message>
            <source>Newly updated</source>
            <translation>Vừa cập nhật</translation>
        </message>
        <message>
            <source>Speakers</source>
            <translation>Báo cáo viên</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>Đơn vị</translation>
        </message>
        <message>
            <source>Kinds</source>
            <translation>Loại</translation>
        </message>
        <message>
            <source>Years</source>
            <translation>Năm</translation>
        </message>
    </context>
    <context>
        <name>Notes</name>
        <message>
            <source>Text of the note</source>
            <translation>Nội dung ghi chú</translation>
        </message>
        <message>
            <source>No notes on this document yet.
Select a passage, then press 1–4 to highlight or N to write a note.</source>
            <translation>Chưa có ghi chú ở tài liệu này.
Bôi đen một đoạn rồi bấm 1–4 để tô màu, hoặc N để viết ghi chú.</translation>
        </message>
        <message>
            <source>Other version</source>
            <translation>Bản khác</translation>
        </message>
        <message>
            <source>In another copy this note has been deleted.</source>
            <translation>Ở một máy khác, ghi chú này đã bị xóa.</translation>
        </message>
        <message>
            <source>Without a text.</source>
            <translation>Không có nội dung.</translation>
        </message>
        <message>
            <source>Delete it</source>
            <translation>Xóa ghi chú</translation>
        </message>
        <message>
            <source>Deleted elsewhere</source>
            <translation>Đã xóa ở nơi khác</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Keep this one</source>
            <translation>Giữ bản này</translation>
        </message>
        <message>
            <source>Keep the other</source>
            <translation>Giữ bản khác</translation>
        </message>
        <message>
            <source>Keep both texts</source>
            <translation>Giữ cả hai nội dung</translation>
        </message>
        <message>
            <source>Labels…</source>
            <translation>Nhãn…</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Xuất ghi chú…</translation>
        </message>
        <message>
            <source>Edit the note</source>
            <translation>Sửa ghi chú</translation>
        </message>
        <message>
            <source>Reply</source>
            <translation>Trả lời</translation>
        </message>
        <message>
            <source>Edit the reply</source>
            <translation>Sửa trả lời</translation>
        </message>
        <message>
            <source>Underline it instead</source>
            <translation>Đổi thành gạch chân</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>Màu</translation>
        </message>
        <message>
            <source>Only those labelled</source>
            <translation>Chỉ xem nhãn</translation>
        </message>
        <message>
            <source>Take a label away</source>
            <translation>Bỏ nhãn</translation>
        </message>
        <message>
            <source>Go to the passage</source>
            <translation>Đến đoạn văn</translation>
        </message>
        <message>
            <source>Delete the reply</source>
            <translation>Xóa trả lời</translation>
        </message>
        <message>
            <source>Other version…</source>
            <translation>Bản khác…</translation>
        </message>
        <message>
            <source>Highlight it instead</source>
            <translation>Đổi thành tô màu</translation>
        </message>
        <message>
            <source>Reply “{text}”</source>
            <translation>Trả lời “{text}”</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Ghi chú</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Tất cả</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Kiểu</translation>
        </message>
        <message>
            <source>Label</source>
            <translation>Nhãn</translation>
        </message>
        <message>
            <source>Do not narrow</source>
            <translation>Không lọc</translation>
        </message>
        <message>
            <source>{name}, chosen</source>
            <translation>{name}, đang chọn</translation>
        </message>
        <message>
            <source>No note is like that.</source>
            <translation>Không có ghi chú nào như vậy.</translation>
        </message>
        <message>
            <source>Export the notes (X)</source>
            <translation>Xuất ghi chú (X)</translation>
        </message>
        <message>
            <source>General note</source>
            <translation>Ghi chú chung</translation>
        </message>
        <message>
            <source>Write a note on the whole document (Alt+N)</source>
            <translation>Viết ghi chú cho cả tài liệu (Alt+N)</translation>
        </message>
        <message>
            <source>Saved</source>
            <translation>Đã lưu</translation>
        </message>
        <message>
            <source>Labels, parted by commas</source>
            <translation>Nhãn, cách nhau bằng dấu phẩy</translation>
        </message>
        <message>
            <source>New labels are private</source>
            <translation>Nhãn mới là nhãn riêng</translation>
        </message>
        <message>
            <source>Private labels never leave this computer with a file of notes.</source>
            <translation>Nhãn riêng không đi theo tệp ghi chú ra khỏi máy này.</translation>
        </message>
        <message>
            <source>Text of the reply</source>
            <translation>Nội dung trả lời</translation>
        </message>
        <message>
            <source>To check</source>
            <translation>Cần xem lại</translation>
        </message>
        <message>
            <source>Passage of edition {number}</source>
            <translation>Đoạn của đợt {number}</translation>
        </message>
        <message>
            <source>{label} (private)</source>
            <translation>{label} (riêng)</translation>
        </message>
        <message>
            <source>labels: {labels}</source>
            <translation>nhãn: {labels}</translation>
        </message>
        <message numerus="yes">
            <source>Delete %n note(s)</source>
            <translation>
                <numerusform>Xóa %Ln ghi chú</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n repl(y/ies)</source>
            <translation>
                <numerusform>%Ln trả lời</numerusform>
            </translation>
        </message>
        <message>
            <source>Reworded since</source>
            <translation>Lời văn đã sửa</translation>
        </message>
        <message>
            <source>Not saved yet</source>
            <translation>Chưa lưu được</translation>
        </message>
    </context>
    <context>
        <name>Notice</name>
        <message>
            <source>Close this message</source>
            <translation>Đóng thông báo này</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Dừng</translation>
        </message>
    </context>
    <context>
        <name>Noting</name>
        <message>
            <source>Select a passage in the text first.</source>
            <translation>Hãy bôi đen một đoạn trong bài trước.</translation>
        </message>
        <message>
            <source>The handbook takes no notes; documents do.</source>
            <translation>Hướng dẫn sử dụng không nhận ghi chú; chỉ tài liệu mới ghi chú được.</translation>
        </message>
        <message>
            <source>Copied with its source.</source>
            <translation>Đã sao chép kèm nguồn.</translation>
        </message>
        <message>
            <source>Copied.</source>
            <translation>Đã sao chép.</translation>
        </message>
        <message>
            <source>This document is withdrawn, so it cannot go into a handout.</source>
            <translation>Tài liệu này đã thu hồi nên không đưa vào bản soạn được.</translation>
        </message>
        <message>
            <source>Undo (Ctrl+Z)</source>
            <translation>Hoàn tác (Ctrl+Z)</translation>
        </message>
        <message>
            <source>The note is not saved yet. Your text is kept here.</source>
            <translation>Chưa lưu được ghi chú. Nội dung vẫn giữ ở đây.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Thử lại</translation>
        </message>
        <message>
            <source>Closing the window once more gives it up.</source>
            <translation>Đóng cửa sổ lần nữa thì sẽ mất nội dung này.</translation>
        </message>
        <message>
            <source>Open a document first.</source>
            <translation>Hãy mở một tài liệu trước.</translation>
        </message>
        <message numerus="yes">
            <source>%n note(s) deleted.</source>
            <translation>
                <numerusform>Đã xóa %Ln ghi chú.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Offers</name>
        <message>
            <source>My notes</source>
            <translation>Ghi chú của tôi</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Tài liệu</translation>
        </message>
        <message>
            <source>Speaker</source>
            <translation>Báo cáo viên</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Số, ký hiệu</translation>
        </message>
        <message>
            <source>Topic</source>
            <translation>Chủ đề</translation>
        </message>
        <message>
            <source>Search for</source>
            <translation>Tìm</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>Đơn vị</translation>
        </message>
        <message>
            <source>Conference</source>
            <translation>Hội nghị</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Loại</translation>
        </message>
        <message>
            <source>Year</source>
            <translation>Năm</translation>
        </message>
        <message>
            <source>Saved</source>
            <translation>Đã lưu</translation>
        </message>
        <message>
            <source>Recent</source>
            <translation>Gần đây</translation>
        </message>
        <message>
            <source>Suggestions</source>
            <translation>Gợi ý</translation>
        </message>
        <message>
            <source>Clear recent searches</source>
            <translation>Xóa các lần tìm gần đây</translation>
        </message>
        <message>
            <source>There are no recent or saved searches yet.</source>
            <translation>Chưa có lần tìm nào gần đây hay đã lưu.</translation>
        </message>
        <message>
            <source>The recent searches are cleared.</source>
            <translation>Đã xóa các lần tìm gần đây.</translation>
        </message>
        <message>
            <source>Search for something first, then save it.</source>
            <translation>Hãy tìm trước, rồi mới lưu lần tìm.</translation>
        </message>
        <message>
            <source>Saved as “{name}”.</source>
            <translation>Đã lưu với tên “{name}”.</translation>
        </message>
    </context>
    <context>
        <name>Omnibox</name>
        <message>
            <source>Search titles, text, speakers…</source>
            <translation>Tìm tên tài liệu, nội dung, báo cáo viên…</translation>
        </message>
        <message>
            <source>Search box</source>
            <translation>Ô tìm kiếm</translation>
        </message>
        <message>
            <source>Clear the search</source>
            <translation>Xóa ô tìm kiếm</translation>
        </message>
        <message>
            <source>Clear the search (Esc)</source>
            <translation>Xóa ô tìm kiếm (Esc)</translation>
        </message>
        <message>
            <source>What may be typed</source>
            <translation>Cách gõ khi tìm</translation>
        </message>
        <message>
            <source>What may be typed (Ctrl+F1)</source>
            <translation>Cách gõ khi tìm (Ctrl+F1)</translation>
        </message>
    </context>
    <context>
        <name>Outline</name>
        <message>
            <source>Outline</source>
            <translation>Mục lục</translation>
        </message>
        <message>
            <source>Go to the section</source>
            <translation>Đến mục này</translation>
        </message>
    </context>
    <context>
        <name>Popup</name>
        <message>
            <source>Selection</source>
            <translation>Đoạn đang chọn</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Ghi chú</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Sao chép</translation>
        </message>
        <message>
            <source>Copy with source</source>
            <translation>Sao chép kèm nguồn</translation>
        </message>
        <message>
            <source>Add to handout</source>
            <translation>Thêm vào bản soạn</translation>
        </message>
        <message>
            <source>Underline</source>
            <translation>Gạch chân</translation>
        </message>
    </context>
    <context>
        <name>ReaderPane</name>
        <message numerus="yes">
            <source>about %n hour(s) left</source>
            <translation>
                <numerusform>còn khoảng %Ln giờ</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n minute(s) left</source>
            <translation>
                <numerusform>còn khoảng %Ln phút</numerusform>
            </translation>
        </message>
        <message>
            <source>about {hours} h {minutes} min left</source>
            <translation>còn khoảng {hours} giờ {minutes} phút</translation>
        </message>
    </context>
    <context>
        <name>Reading</name>
        <message>
            <source>Text of the document</source>
            <translation>Nội dung tài liệu</translation>
        </message>
        <message>
            <source>Speaker</source>
            <translation>Báo cáo viên</translation>
        </message>
        <message>
            <source>Handbook</source>
            <translation>Hướng dẫn sử dụng</translation>
        </message>
        <message>
            <source>Original:</source>
            <translation>Bản gốc:</translation>
        </message>
        <message>
            <source>Attachments:</source>
            <translation>Tệp đính kèm:</translation>
        </message>
    </context>
    <context>
        <name>Related</name>
        <message>
            <source>Related documents</source>
            <translation>Tài liệu liên quan</translation>
        </message>
        <message>
            <source>Open a document to see what is related to it.</source>
            <translation>Mở một tài liệu để xem các tài liệu liên quan.</translation>
        </message>
        <message>
            <source>No related documents yet.</source>
            <translation>Chưa có tài liệu liên quan.</translation>
        </message>
        <message>
            <source>You may also want to read</source>
            <translation>Có thể bạn quan tâm</translation>
        </message>
        <message>
            <source>Others of this conference</source>
            <translation>Các tin khác cùng hội nghị</translation>
        </message>
        <message>
            <source>Search the library</source>
            <translation>Tìm trong kho</translation>
        </message>
        <message>
            <source>Both speak of: {terms}</source>
            <translation>Cùng nói về: {terms}</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Lịch sử</translation>
        </message>
        <message>
            <source>Unchanged since edition {number}.</source>
            <translation>Chưa thay đổi kể từ đợt {number}.</translation>
        </message>
        <message>
            <source>First version: compare it with the latest</source>
            <translation>Bản đầu tiên: so với bản mới nhất</translation>
        </message>
    </context>
    <context>
        <name>ResultDelegate</name>
        <message numerus="yes">
            <source>%n place(s)</source>
            <translation>
                <numerusform>%Ln chỗ khớp</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Results</name>
        <message>
            <source>{file}, page {page}</source>
            <translation>{file}, trang {page}</translation>
        </message>
        <message>
            <source>Searching for:</source>
            <translation>Đang tìm:</translation>
        </message>
        <message>
            <source>Search results</source>
            <translation>Kết quả tìm kiếm</translation>
        </message>
        <message>
            <source>↑↓ choose   ·   Enter open   ·   Esc back to the list</source>
            <translation>↑↓ chọn   ·   Enter mở   ·   Esc về danh sách</translation>
        </message>
        <message>
            <source>Search as usual</source>
            <translation>Tìm như thường</translation>
        </message>
        <message>
            <source>Search exactly as typed</source>
            <translation>Tìm đúng chữ đã gõ</translation>
        </message>
        <message>
            <source>{seconds} seconds</source>
            <translation>{seconds} giây</translation>
        </message>
        <message>
            <source>Nothing found for “{text}”.
Try fewer words, or check their spelling.</source>
            <translation>Không tìm thấy “{text}”.
Hãy thử bớt chữ, hoặc xem lại chính tả.</translation>
        </message>
        <message>
            <source>Did you mean:</source>
            <translation>Ý bạn là:</translation>
        </message>
        <message>
            <source>Nothing found for “{text}” among the documents chosen above.
Click the cross of a choice to see the others.</source>
            <translation>Không tìm thấy “{text}” trong các tài liệu đã chọn ở trên.
Bấm dấu × của một lựa chọn để xem các tài liệu khác.</translation>
        </message>
        <message>
            <source>Save this search</source>
            <translation>Lưu lần tìm này</translation>
        </message>
        <message>
            <source>Save this search (Alt+L)</source>
            <translation>Lưu lần tìm này (Alt+L)</translation>
        </message>
        <message>
            <source>None of your notes has “{text}”.
Try fewer words, or search the content (Alt+S).</source>
            <translation>Không ghi chú nào của bạn có “{text}”.
Hãy thử ít chữ hơn, hoặc tìm trong nội dung (Alt+S).</translation>
        </message>
        <message>
            <source>A document that this library does not hold</source>
            <translation>Tài liệu không có trong kho này</translation>
        </message>
        <message>
            <source>In the note</source>
            <translation>Trong ghi chú</translation>
        </message>
        <message>
            <source>In the passage</source>
            <translation>Trong đoạn được ghi chú</translation>
        </message>
        <message>
            <source>In the title</source>
            <translation>Trong tên tài liệu</translation>
        </message>
    </context>
    <context>
        <name>ResultsHead</name>
        <message numerus="yes">
            <source>%n document(s) found</source>
            <translation>
                <numerusform>Tìm thấy %Ln tài liệu</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n note(s) found</source>
            <translation>
                <numerusform>Tìm thấy %Ln ghi chú</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Save search</name>
        <message>
            <source>Save this search</source>
            <translation>Lưu lần tìm này</translation>
        </message>
        <message>
            <source>Name:</source>
            <translation>Tên:</translation>
        </message>
        <message>
            <source>Name of the search</source>
            <translation>Tên của lần tìm</translation>
        </message>
        <message>
            <source>in my notes</source>
            <translation>trong ghi chú của tôi</translation>
        </message>
        <message>
            <source>exactly as typed</source>
            <translation>đúng chữ đã gõ</translation>
        </message>
    </context>
    <context>
        <name>Scope</name>
        <message>
            <source>The texts or my notes (Alt+S)</source>
            <translation>Tìm trong nội dung hoặc trong ghi chú (Alt+S)</translation>
        </message>
        <message>
            <source>Content</source>
            <translation>Nội dung</translation>
        </message>
        <message>
            <source>My notes</source>
            <translation>Ghi chú của tôi</translation>
        </message>
    </context>
    <context>
        <name>Search help</name>
        <message>
            <source>What may be typed</source>
            <translation>Cách gõ khi tìm</translation>
        </message>
        <message>
            <source>Choose an example to put it into the search box.</source>
            <translation>Chọn một ví dụ để đưa vào ô tìm kiếm.</translation>
        </message>
    </context>
    <context>
        <name>Shortcuts</name>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Phím tắt</translation>
        </message>
    </context>
    <context>
        <name>Side</name>
        <message>
            <source>Outline</source>
            <translation>Mục lục</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Ghi chú</translation>
        </message>
        <message>
            <source>Beside the text</source>
            <translation>Bên cạnh bài đọc</translation>
        </message>
        <message>
            <source>Related</source>
            <translation>Liên quan</translation>
        </message>
        <message>
            <source>Citations</source>
            <translation>Viện dẫn</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>Select a passage in a document and press T to bring it here.</source>
            <translation>Bôi đen một đoạn trong tài liệu rồi bấm T để đưa vào đây.</translation>
        </message>
        <message>
            <source>As collected</source>
            <translation>Khi đưa vào</translation>
        </message>
        <message>
            <source>Contents</source>
            <translation>Nội dung</translation>
        </message>
        <message>
            <source>Contents of the handout</source>
            <translation>Nội dung bản soạn</translation>
        </message>
        <message>
            <source>Drag to sort, or Alt+↑ / Alt+↓</source>
            <translation>Kéo để sắp xếp, hoặc Alt+↑ / Alt+↓</translation>
        </message>
        <message>
            <source>Edit the words…</source>
            <translation>Sửa lời…</translation>
        </message>
        <message>
            <source>Edition {edition} reads otherwise</source>
            <translation>Đợt {edition} đã sửa đoạn này</translation>
        </message>
        <message>
            <source>Figure</source>
            <translation>Hình</translation>
        </message>
        <message>
            <source>Go to its place in the document</source>
            <translation>Đến chỗ này trong tài liệu</translation>
        </message>
        <message>
            <source>Its document is not in the library</source>
            <translation>Tài liệu này không có trong kho</translation>
        </message>
        <message>
            <source>Keep the old</source>
            <translation>Giữ bản cũ</translation>
        </message>
        <message>
            <source>Move down</source>
            <translation>Đưa xuống</translation>
        </message>
        <message>
            <source>Move up</source>
            <translation>Đưa lên</translation>
        </message>
        <message>
            <source>No longer in edition {edition}</source>
            <translation>Không còn trong đợt {edition}</translation>
        </message>
        <message>
            <source>Note of mine</source>
            <translation>Ghi chú của tôi</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Hiện nay</translation>
        </message>
        <message>
            <source>Own words</source>
            <translation>Lời của người soạn</translation>
        </message>
        <message>
            <source>Own words (Ctrl+N)</source>
            <translation>Lời của người soạn (Ctrl+N)</translation>
        </message>
        <message>
            <source>Own words after it…</source>
            <translation>Viết lời của mình sau mục này…</translation>
        </message>
        <message>
            <source>Section</source>
            <translation>Mục</translation>
        </message>
        <message>
            <source>Table</source>
            <translation>Bảng</translation>
        </message>
        <message>
            <source>Take out</source>
            <translation>Bỏ khỏi bản soạn</translation>
        </message>
        <message>
            <source>Take the new wording</source>
            <translation>Lấy lời mới</translation>
        </message>
        <message>
            <source>Taken out of the handout.</source>
            <translation>Đã bỏ khỏi bản soạn.</translation>
        </message>
        <message>
            <source>Title above it…</source>
            <translation>Tiêu đề phía trên…</translation>
        </message>
        <message>
            <source>Whole document</source>
            <translation>Cả tài liệu</translation>
        </message>
        <message>
            <source>With the passage that it is about</source>
            <translation>Kèm đoạn được ghi chú</translation>
        </message>
        <message>
            <source>Withdrawn: cannot be handed out</source>
            <translation>Đã thu hồi: không phát được</translation>
        </message>
    </context>
    <context>
        <name>Window</name>
        <message>
            <source>Briefing reader</source>
            <translation>Đọc chuyên đề</translation>
        </message>
        <message>
            <source>Edition {number} · {date}</source>
            <translation>Kho tài liệu, đợt {number} · {date}</translation>
        </message>
        <message>
            <source>Choose a document in the list, or type a few words above.</source>
            <translation>Chọn một tài liệu trong danh sách, hoặc gõ vài chữ vào ô tìm kiếm.</translation>
        </message>
        <message>
            <source>This document is withdrawn. It can be read but not handed out.</source>
            <translation>Tài liệu này đã thu hồi. Vẫn đọc được để tra cứu; không đưa vào bản soạn.</translation>
        </message>
        <message>
            <source>A newer document replaces this one.</source>
            <translation>Tài liệu này đã được thay thế.</translation>
        </message>
        <message>
            <source>Open the document that replaces it</source>
            <translation>Mở tài liệu thay thế</translation>
        </message>
        <message>
            <source>This program opens no addresses: {address}</source>
            <translation>Chương trình không mở địa chỉ bên ngoài: {address}</translation>
        </message>
        <message>
            <source>Copy the address</source>
            <translation>Sao chép địa chỉ</translation>
        </message>
        <message>
            <source>handout</source>
            <translation>ban-soan</translation>
        </message>
        <message>
            <source>Reading goes on, but notes and places cannot be saved.</source>
            <translation>Vẫn đọc được, nhưng chưa lưu được ghi chú và vị trí đọc.</translation>
        </message>
        <message>
            <source>This window reads another library. Close it to open {folder}.</source>
            <translation>Cửa sổ này đang đọc kho khác. Hãy đóng lại rồi mở {folder}.</translation>
        </message>
        <message>
            <source>Look at them</source>
            <translation>Xem</translation>
        </message>
        <message numerus="yes">
            <source>%n note(s) to check: the text has changed.</source>
            <translation>
                <numerusform>%Ln ghi chú cần xem lại: đoạn văn đã thay đổi.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message>
            <source>Main idea</source>
            <translation>Ý chính</translation>
        </message>
        <message>
            <source>Figure</source>
            <translation>Số liệu</translation>
        </message>
        <message>
            <source>To ask</source>
            <translation>Cần hỏi</translation>
        </message>
        <message>
            <source>To quote</source>
            <translation>Cần trích</translation>
        </message>
        <message>
            <source>Circulation: public</source>
            <translation>Phạm vi: Rộng rãi</translation>
        </message>
        <message>
            <source>Circulation: internal</source>
            <translation>Phạm vi: Nội bộ</translation>
        </message>
        <message>
            <source>Circulation: restricted</source>
            <translation>Phạm vi: Hạn chế</translation>
        </message>
        <message>
            <source>Exact marks</source>
            <translation>Đúng dấu</translation>
        </message>
        <message>
            <source>Other tone placement</source>
            <translation>Khác kiểu đặt dấu</translation>
        </message>
        <message>
            <source>Without marks</source>
            <translation>Không dấu</translation>
        </message>
        <message>
            <source>Abbreviation</source>
            <translation>Viết tắt</translation>
        </message>
        <message>
            <source>Approximate</source>
            <translation>Gần đúng</translation>
        </message>
        <message>
            <source>Withdrawn</source>
            <translation>Đã thu hồi</translation>
        </message>
        <message>
            <source>Superseded</source>
            <translation>Đã được thay thế</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Mới</translation>
        </message>
        <message>
            <source>Updated</source>
            <translation>Cập nhật</translation>
        </message>
        <message>
            <source>Year</source>
            <translation>Năm</translation>
        </message>
        <message>
            <source>Conference</source>
            <translation>Hội nghị</translation>
        </message>
        <message>
            <source>Speaker</source>
            <translation>Báo cáo viên</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Loại</translation>
        </message>
        <message>
            <source>Topic</source>
            <translation>Chủ đề</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>Đơn vị</translation>
        </message>
        <message>
            <source>d MMM yyyy</source>
            <translation>d/M/yyyy</translation>
        </message>
        <message>
            <source>Highlight</source>
            <translation>Tô màu</translation>
        </message>
        <message>
            <source>Underline</source>
            <translation>Gạch chân</translation>
        </message>
        <message>
            <source>General note</source>
            <translation>Ghi chú chung</translation>
        </message>
        <message>
            <source>Reply</source>
            <translation>Trả lời</translation>
        </message>
        <message>
            <source>highlight</source>
            <translation>tô màu</translation>
        </message>
        <message>
            <source>underline</source>
            <translation>gạch chân</translation>
        </message>
        <message>
            <source>general note</source>
            <translation>ghi chú chung</translation>
        </message>
        <message>
            <source>reply</source>
            <translation>trả lời</translation>
        </message>
        <message>
            <source>text of a note</source>
            <translation>nội dung ghi chú</translation>
        </message>
        <message>
            <source>colour</source>
            <translation>đổi màu</translation>
        </message>
        <message>
            <source>kind of a highlight</source>
            <translation>đổi kiểu đánh dấu</translation>
        </message>
        <message>
            <source>labels</source>
            <translation>nhãn</translation>
        </message>
        <message>
            <source>deletion</source>
            <translation>xóa</translation>
        </message>
        <message>
            <source>attaching to the new passage</source>
            <translation>gắn vào đoạn mới</translation>
        </message>
        <message>
            <source>keeping the old passage</source>
            <translation>giữ đoạn cũ</translation>
        </message>
        <message>
            <source>choice among versions</source>
            <translation>chọn bản ghi chú</translation>
        </message>
        <message>
            <source>bookmark</source>
            <translation>dấu trang</translation>
        </message>
        <message>
            <source>merging of a file</source>
            <translation>gộp tệp ghi chú</translation>
        </message>
        <message>
            <source>adding to the handout</source>
            <translation>thêm vào bản soạn</translation>
        </message>
        <message>
            <source>choice of the wording</source>
            <translation>chọn lời cũ hay mới</translation>
        </message>
        <message>
            <source>layout</source>
            <translation>cách trình bày</translation>
        </message>
        <message>
            <source>order of the handout</source>
            <translation>thứ tự trong bản soạn</translation>
        </message>
        <message>
            <source>own words</source>
            <translation>lời của người soạn</translation>
        </message>
        <message>
            <source>setting aside</source>
            <translation>bỏ khỏi sổ</translation>
        </message>
        <message>
            <source>state of a copy</source>
            <translation>tình trạng của bản</translation>
        </message>
        <message>
            <source>taking out of the handout</source>
            <translation>bỏ khỏi bản soạn</translation>
        </message>
        <message>
            <source>title</source>
            <translation>tên bản soạn</translation>
        </message>
        <message>
            <source>title above it</source>
            <translation>tiêu đề phía trên</translation>
        </message>
    </context>
    <context>
        <name>Feedback</name>
        <message>
            <source>Feedback to the librarian</source>
            <translation>Phản hồi gửi người quản lý kho</translation>
        </message>
        <message>
            <source>It is kept in the outbox on this machine. Nothing is sent by itself: save the outbox as a file and hand that to the librarian.</source>
            <translation>Phản hồi được cất trong hộp phản hồi trên máy này, không tự gửi đi đâu. Hãy lưu hộp phản hồi thành tệp rồi chuyển tệp cho người quản lý kho.</translation>
        </message>
        <message>
            <source>It concerns this passage or document:</source>
            <translation>Phản hồi về đoạn hoặc tài liệu này:</translation>
        </message>
        <message>
            <source>Sender</source>
            <translation>Người gửi</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Chủ đề</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Nội dung</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>Put into the outbox</source>
            <translation>Cất vào hộp phản hồi</translation>
        </message>
        <message>
            <source>{title} (edition {number})</source>
            <translation>{title} (đợt {number})</translation>
        </message>
        <message>
            <source>Outbox</source>
            <translation>Hộp phản hồi</translation>
        </message>
        <message>
            <source>Feedback kept on this machine</source>
            <translation>Phản hồi cất trên máy này</translation>
        </message>
        <message>
            <source>Edit…</source>
            <translation>Sửa…</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Xóa</translation>
        </message>
        <message>
            <source>Undo the deletion</source>
            <translation>Lấy lại phản hồi vừa xóa</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Write…</source>
            <translation>Viết…</translation>
        </message>
        <message>
            <source>Save as a file…</source>
            <translation>Lưu thành tệp…</translation>
        </message>
        <message>
            <source>The outbox is empty.</source>
            <translation>Hộp phản hồi đang trống.</translation>
        </message>
        <message>
            <source>Save these as one file and hand it to the librarian.</source>
            <translation>Hãy lưu các phản hồi này thành một tệp rồi chuyển cho người quản lý kho.</translation>
        </message>
        <message>
            <source>not saved as a file yet</source>
            <translation>chưa lưu thành tệp</translation>
        </message>
        <message>
            <source>saved as a file {moment}</source>
            <translation>đã lưu thành tệp {moment}</translation>
        </message>
        <message>
            <source>Put into the outbox; nothing has been sent.</source>
            <translation>Đã cất vào hộp phản hồi; chưa gửi đi đâu.</translation>
        </message>
        <message>
            <source>Open the outbox</source>
            <translation>Mở hộp phản hồi</translation>
        </message>
        <message>
            <source>Save feedback</source>
            <translation>Lưu phản hồi</translation>
        </message>
        <message>
            <source>File for the librarian (*.json)</source>
            <translation>Tệp cho người quản lý kho (*.json)</translation>
        </message>
        <message>
            <source>Text to read or print (*.txt)</source>
            <translation>Văn bản để đọc hoặc in (*.txt)</translation>
        </message>
        <message>
            <source>feedback</source>
            <translation>phan-hoi</translation>
        </message>
        <message>
            <source>Saved {name}. Hand it to the librarian.</source>
            <translation>Đã lưu {name}. Hãy chuyển tệp này cho người quản lý kho.</translation>
        </message>
    </context>
    <context>
        <name>Links</name>
        <message>
            <source>Links</source>
            <translation>Liên kết</translation>
        </message>
        <message>
            <source>This library gives no links.</source>
            <translation>Kho này không có liên kết nào.</translation>
        </message>
        <message>
            <source>This program opens no addresses. Copy one to use it on a machine with a network.</source>
            <translation>Chương trình không mở địa chỉ nào. Hãy sao chép để dùng trên máy có mạng.</translation>
        </message>
        <message>
            <source>Address of {title}</source>
            <translation>Địa chỉ: {title}</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Sao chép</translation>
        </message>
        <message>
            <source>Copy the address of {title}</source>
            <translation>Sao chép địa chỉ: {title}</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Đã sao chép</translation>
        </message>
    </context>
    <context>
        <name>People</name>
        <message>
            <source>Whose notes?</source>
            <translation>Ghi chú của ai?</translation>
        </message>
        <message>
            <source>Each person keeps notes of their own on this machine. There is no password: whoever uses the machine can open all of them.</source>
            <translation>Mỗi người có ghi chú riêng trên máy này. Không có mật khẩu: ai dùng máy cũng mở được ghi chú của mọi người.</translation>
        </message>
        <message>
            <source>People on this machine</source>
            <translation>Những người dùng máy này</translation>
        </message>
        <message>
            <source>Full name</source>
            <translation>Họ tên</translation>
        </message>
        <message>
            <source>Initials (may be left empty)</source>
            <translation>Chữ viết tắt (có thể để trống)</translation>
        </message>
        <message>
            <source>Add this person</source>
            <translation>Thêm người này</translation>
        </message>
        <message>
            <source>Rename the chosen person</source>
            <translation>Đổi tên người đang chọn</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Open these notes</source>
            <translation>Mở ghi chú này</translation>
        </message>
        <message>
            <source>First reader (no name yet)</source>
            <translation>Người dùng đầu tiên (chưa ghi tên)</translation>
        </message>
        <message>
            <source>{name} – open now</source>
            <translation>{name} – đang mở</translation>
        </message>
        <message>
            <source>This window was started on a notes folder of its own, so the reader cannot be changed here.</source>
            <translation>Cửa sổ này được mở với một thư mục ghi chú chỉ định riêng nên không đổi người dùng được.</translation>
        </message>
    </context>
    <context>
        <name>Backup</name>
        <message>
            <source>Later</source>
            <translation>Để sau</translation>
        </message>
        <message>
            <source>Back up to a USB stick</source>
            <translation>Sao lưu ra USB</translation>
        </message>
        <message>
            <source>notes</source>
            <translation>ghi-chu</translation>
        </message>
        <message>
            <source>Backing up…</source>
            <translation>Đang sao lưu…</translation>
        </message>
        <message>
            <source>Backed up and checked: {name}. The stick can go now.</source>
            <translation>Đã sao lưu và kiểm tra lại: {name}. Có thể rút USB.</translation>
        </message>
        <message>
            <source>Restore a backup</source>
            <translation>Khôi phục từ bản sao lưu</translation>
        </message>
        <message>
            <source>Checking the backup…</source>
            <translation>Đang kiểm tra bản sao lưu…</translation>
        </message>
        <message>
            <source>Restoring…</source>
            <translation>Đang khôi phục…</translation>
        </message>
        <message>
            <source>Back up to a USB stick…</source>
            <translation>Sao lưu ra USB…</translation>
        </message>
        <message>
            <source>Restore a backup…</source>
            <translation>Khôi phục từ bản sao lưu…</translation>
        </message>
        <message>
            <source>Restore this backup?</source>
            <translation>Khôi phục bản sao lưu này?</translation>
        </message>
        <message>
            <source>no name</source>
            <translation>chưa ghi tên</translation>
        </message>
        <message>
            <source>Made {date} · {owner} · notes: {notes}</source>
            <translation>Tạo ngày {date} · {owner} · số ghi chú: {notes}</translation>
        </message>
        <message>
            <source>The file is sound. It takes the place of the notes on this machine; those are kept in a folder beside, named by today&apos;s date. The window opens again.</source>
            <translation>Tệp còn nguyên vẹn. Bản này sẽ thay ghi chú đang có trên máy; ghi chú ấy được giữ lại ở một thư mục bên cạnh, tên thư mục ghi ngày hôm nay. Cửa sổ sẽ mở lại.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>Khôi phục</translation>
        </message>
        <message>
            <source>Backups (*{ending})</source>
            <translation>Bản sao lưu (*{ending})</translation>
        </message>
        <message>
            <source>Your notes are restored.</source>
            <translation>Đã khôi phục ghi chú.</translation>
        </message>
        <message>
            <source>The former ones are kept in {folder}.</source>
            <translation>Ghi chú trước đó còn ở {folder}.</translation>
        </message>
    </context>
    <context>
        <name>Originals</name>
        <message>
            <source>Page</source>
            <translation>Trang</translation>
        </message>
        <message>
            <source>Page number</source>
            <translation>Số trang</translation>
        </message>
        <message>
            <source>Fit the width</source>
            <translation>Vừa bề ngang</translation>
        </message>
        <message>
            <source>Previous page</source>
            <translation>Trang trước</translation>
        </message>
        <message>
            <source>Next page</source>
            <translation>Trang sau</translation>
        </message>
        <message>
            <source>Smaller (Ctrl+-)</source>
            <translation>Thu nhỏ (Ctrl+-)</translation>
        </message>
        <message>
            <source>Larger (Ctrl++)</source>
            <translation>Phóng to (Ctrl++)</translation>
        </message>
        <message>
            <source>Find in this file, marks optional</source>
            <translation>Tìm trong tệp này, không cần gõ dấu</translation>
        </message>
        <message>
            <source>Find in this file</source>
            <translation>Tìm trong tệp này</translation>
        </message>
        <message>
            <source>Find in this file (Ctrl+F)</source>
            <translation>Tìm trong tệp này (Ctrl+F)</translation>
        </message>
        <message>
            <source>Not found</source>
            <translation>Không thấy</translation>
        </message>
        <message>
            <source>Searching…</source>
            <translation>Đang tìm…</translation>
        </message>
        <message>
            <source>This page cannot be drawn.</source>
            <translation>Không vẽ được trang này.</translation>
        </message>
        <message>
            <source>Page {page} of {pages}</source>
            <translation>Trang {page} trên {pages}</translation>
        </message>
        <message>
            <source>Back to the text</source>
            <translation>Về bài đọc</translation>
        </message>
        <message>
            <source>Back to the text (Esc)</source>
            <translation>Về bài đọc (Esc)</translation>
        </message>
        <message>
            <source>File shown</source>
            <translation>Tệp đang xem</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Tìm</translation>
        </message>
        <message>
            <source>Save a copy…</source>
            <translation>Lưu bản sao…</translation>
        </message>
        <message>
            <source>Save a copy… (Ctrl+S)</source>
            <translation>Lưu bản sao… (Ctrl+S)</translation>
        </message>
        <message>
            <source>This file cannot be shown</source>
            <translation>Không xem được tệp này</translation>
        </message>
        <message>
            <source>Only the words of the file, without its layout.</source>
            <translation>Chỉ có chữ của tệp, không có dàn trang.</translation>
        </message>
        <message>
            <source>Only the beginning of the file&apos;s words.</source>
            <translation>Chỉ có phần đầu chữ của tệp.</translation>
        </message>
        <message>
            <source>The original is a Word file</source>
            <translation>Bản gốc là tệp Word</translation>
        </message>
        <message>
            <source>Its words are the briefing that you read. To see its own layout, save a copy and open it with a word processor.</source>
            <translation>Chữ trong tệp chính là bài bạn đang đọc. Muốn xem đúng dàn trang, hãy lưu bản sao rồi mở bằng chương trình soạn thảo.</translation>
        </message>
        <message>
            <source>This program does not show {ending} files.</source>
            <translation>Chương trình không xem được tệp {ending}.</translation>
        </message>
        <message>
            <source>Save a copy and open it with another program.</source>
            <translation>Hãy lưu bản sao rồi mở bằng chương trình khác.</translation>
        </message>
        <message>
            <source>Only PDF files and pictures are printed here. Save a copy.</source>
            <translation>Ở đây chỉ in được tệp PDF và ảnh. Hãy lưu bản sao.</translation>
        </message>
        <message>
            <source>Save a copy</source>
            <translation>Lưu bản sao</translation>
        </message>
        <message>
            <source>Saving the copy…</source>
            <translation>Đang lưu bản sao…</translation>
        </message>
        <message>
            <source>Original</source>
            <translation>Bản gốc</translation>
        </message>
        <message>
            <source>Opening the file…</source>
            <translation>Đang mở tệp…</translation>
        </message>
    </context>
    <context>
        <name>Lectern</name>
        <message>
            <source>Highlights first (K)</source>
            <translation>Đoạn tô màu trước (K)</translation>
        </message>
        <message>
            <source>How far the speech is</source>
            <translation>Đã nói đến đâu</translation>
        </message>
        <message>
            <source>Reset (R)</source>
            <translation>Đặt lại (R)</translation>
        </message>
        <message>
            <source>Smaller text (-)</source>
            <translation>Chữ nhỏ hơn (-)</translation>
        </message>
        <message>
            <source>Larger text (+)</source>
            <translation>Chữ to hơn (+)</translation>
        </message>
        <message>
            <source>Leave (Esc)</source>
            <translation>Rời bục (Esc)</translation>
        </message>
        <message>
            <source>{title} (continued)</source>
            <translation>{title} (tiếp)</translation>
        </message>
        <message>
            <source>Section {section} of {sections}</source>
            <translation>Mục {section}/{sections}</translation>
        </message>
        <message>
            <source>This section goes on below</source>
            <translation>Mục này còn tiếp ở dưới</translation>
        </message>
        <message>
            <source>Next: {title}</source>
            <translation>Tiếp theo: {title}</translation>
        </message>
        <message>
            <source>End of the document</source>
            <translation>Hết tài liệu</translation>
        </message>
        <message>
            <source>Time spoken {time}</source>
            <translation>Đã nói {time}</translation>
        </message>
        <message>
            <source>Time of day {time}</source>
            <translation>Bây giờ là {time}</translation>
        </message>
        <message>
            <source>Pause (S)</source>
            <translation>Tạm dừng (S)</translation>
        </message>
        <message>
            <source>Start (S)</source>
            <translation>Bấm giờ (S)</translation>
        </message>
    </context>
    <context>
        <name>Start</name>
        <message>
            <source>Start page</source>
            <translation>Trang đầu</translation>
        </message>
        <message>
            <source>New since last time in what you read</source>
            <translation>Có gì mới từ lần trước trong những gì bạn đọc</translation>
        </message>
        <message>
            <source>Go on reading</source>
            <translation>Đọc tiếp</translation>
        </message>
        <message>
            <source>You have read all that you opened.</source>
            <translation>Bạn đã đọc xong mọi tài liệu đã mở.</translation>
        </message>
        <message>
            <source>Nothing you read or noted has changed.</source>
            <translation>Những tài liệu bạn đã đọc hoặc ghi chú chưa có gì thay đổi.</translation>
        </message>
        <message>
            <source>{share}% read</source>
            <translation>đã đọc {share}%</translation>
        </message>
        <message>
            <source>Latest</source>
            <translation>Mới nhất</translation>
        </message>
    </context>
    <context>
        <name>Rows</name>
        <message>
            <source>Open</source>
            <translation>Mở</translation>
        </message>
        <message>
            <source>Choose or open a document first.</source>
            <translation>Hãy chọn hoặc mở một tài liệu trước.</translation>
        </message>
        <message>
            <source>Copy title and source</source>
            <translation>Sao chép tên và nguồn</translation>
        </message>
        <message>
            <source>Bookmark</source>
            <translation>Đánh dấu trang</translation>
        </message>
        <message>
            <source>Remove the bookmark</source>
            <translation>Bỏ dấu trang</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Hoàn tác</translation>
        </message>
        <message>
            <source>Bookmarked. The document is on the shelf of bookmarks.</source>
            <translation>Đã đánh dấu trang. Tài liệu nằm ở mục Dấu trang.</translation>
        </message>
        <message>
            <source>The bookmark is removed.</source>
            <translation>Đã bỏ dấu trang.</translation>
        </message>
    </context>
    <context>
        <name>Looks</name>
        <message>
            <source>A note is not saved yet. Save it first, then change the language or the size of the interface.</source>
            <translation>Còn ghi chú chưa lưu được. Hãy lưu ghi chú rồi đổi ngôn ngữ hoặc cỡ giao diện.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Thử lại</translation>
        </message>
    </context>
    <context>
        <name>Safekeeping</name>
        <message numerus="yes">
            <source>Your notes have gone %n day(s) without a backup.</source>
            <translation>
                <numerusform>Đã %Ln ngày ghi chú của bạn chưa được sao lưu.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Tabs</name>
        <message>
            <source>Tabs of documents</source>
            <translation>Các thẻ tài liệu</translation>
        </message>
        <message>
            <source>New tab (Ctrl+T)</source>
            <translation>Thẻ mới (Ctrl+T)</translation>
        </message>
        <message>
            <source>New tab</source>
            <translation>Thẻ mới</translation>
        </message>
        <message>
            <source>Close this tab (Ctrl+W)</source>
            <translation>Đóng thẻ này (Ctrl+W)</translation>
        </message>
        <message>
            <source>No longer in the library: {titles}</source>
            <translation>Kho không còn tài liệu: {titles}</translation>
        </message>
    </context>
    <context>
        <name>Renewal</name>
        <message>
            <source>Edition {number} is here now.</source>
            <translation>Đã có đợt {number}.</translation>
        </message>
        <message>
            <source>Open it</source>
            <translation>Mở</translation>
        </message>
    </context>
    <context>
        <name>Lacking</name>
        <message>
            <source>Open the sample library</source>
            <translation>Mở kho mẫu</translation>
        </message>
        <message>
            <source>No documents yet</source>
            <translation>Chưa có tài liệu</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Thử lại</translation>
        </message>
        <message>
            <source>The library cannot be opened</source>
            <translation>Không mở được kho tài liệu</translation>
        </message>
        <message>
            <source>Repair the library</source>
            <translation>Sửa kho</translation>
        </message>
        <message>
            <source>Make the index again</source>
            <translation>Lập lại chỉ mục</translation>
        </message>
        <message>
            <source>Making the sample library…</source>
            <translation>Đang lập kho mẫu…</translation>
        </message>
        <message>
            <source>Repairing the library. Your notes are not touched…</source>
            <translation>Đang sửa kho. Ghi chú của bạn được giữ nguyên…</translation>
        </message>
        <message>
            <source>Open the former edition ({number})</source>
            <translation>Mở đợt trước (đợt {number})</translation>
        </message>
        <message>
            <source>It was looked for in {folder}.</source>
            <translation>Đã tìm trong {folder}.</translation>
        </message>
        <message>
            <source>Open a package…</source>
            <translation>Mở gói cập nhật…</translation>
        </message>
        <message>
            <source>There is no library on this machine yet. Put in the USB stick with its package, or ask whoever hands out the sticks for one.</source>
            <translation>Máy này chưa có kho tài liệu. Hãy cắm USB có gói cập nhật, hoặc liên hệ nơi cấp USB.</translation>
        </message>
    </context>
    <context>
        <name>Review</name>
        <message>
            <source>Notes to check</source>
            <translation>Ghi chú cần xem lại</translation>
        </message>
        <message>
            <source>Edition {number}</source>
            <translation>Đợt {number}</translation>
        </message>
        <message>
            <source>The text has changed in edition {number}.</source>
            <translation>Đoạn văn đã thay đổi ở đợt {number}.</translation>
        </message>
        <message>
            <source>Edition {number}: the nearest passage</source>
            <translation>Đợt {number} · đoạn gần nhất</translation>
        </message>
        <message>
            <source>Edition {number}: no passage comes near</source>
            <translation>Đợt {number} · không có đoạn nào gần giống</translation>
        </message>
        <message>
            <source>Attach to the new passage</source>
            <translation>Gắn vào đoạn mới</translation>
        </message>
        <message>
            <source>Keep the old one</source>
            <translation>Giữ bản cũ</translation>
        </message>
        <message>
            <source>Later; to the next one (↓)</source>
            <translation>Xem sau; đến ghi chú tiếp theo (↓)</translation>
        </message>
        <message>
            <source>Next {place}</source>
            <translation>Tiếp {place}</translation>
        </message>
    </context>
    <context>
        <name>Figures</name>
        <message>
            <source>Figure</source>
            <translation>Số liệu</translation>
        </message>
        <message>
            <source>Sentence</source>
            <translation>Câu</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Tài liệu</translation>
        </message>
        <message>
            <source>Section</source>
            <translation>Mục</translation>
        </message>
        <message>
            <source>Conference</source>
            <translation>Hội nghị</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Ngày</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Tình trạng</translation>
        </message>
        <message>
            <source>Document replaced</source>
            <translation>Tài liệu đã được thay thế</translation>
        </message>
        <message>
            <source>Document withdrawn</source>
            <translation>Tài liệu đã thu hồi</translation>
        </message>
        <message>
            <source>Not in this library</source>
            <translation>Không có trong kho này</translation>
        </message>
        <message>
            <source>Sentence changed</source>
            <translation>Câu đã thay đổi</translation>
        </message>
        <message>
            <source>Passage gone</source>
            <translation>Đoạn này không còn</translation>
        </message>
        <message>
            <source>{old} → now {new}</source>
            <translation>{old} → nay {new}</translation>
        </message>
        <message>
            <source>Register of figures</source>
            <translation>Sổ số liệu</translation>
        </message>
        <message>
            <source>Sort by…</source>
            <translation>Sắp xếp theo…</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Sao chép</translation>
        </message>
        <message>
            <source>Save as a file… (X)</source>
            <translation>Lưu thành tệp… (X)</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>In…</translation>
        </message>
        <message>
            <source>Filter by words (F)</source>
            <translation>Lọc theo chữ (F)</translation>
        </message>
        <message>
            <source>Filter by words</source>
            <translation>Lọc theo chữ</translation>
        </message>
        <message>
            <source>No figure has these words.</source>
            <translation>Không có số liệu nào chứa các chữ này.</translation>
        </message>
        <message>
            <source>No figures yet. Select one in a document and press 2: it is gathered here.</source>
            <translation>Chưa có số liệu nào. Bôi đen một số liệu trong tài liệu rồi bấm 2: số liệu được gom về đây.</translation>
        </message>
        <message>
            <source>When highlighted: {sentence}</source>
            <translation>Khi tô màu: {sentence}</translation>
        </message>
        <message>
            <source>In this edition: {sentence}</source>
            <translation>Trong đợt này: {sentence}</translation>
        </message>
        <message>
            <source>Go to the passage</source>
            <translation>Đến đoạn này</translation>
        </message>
        <message>
            <source>Save the figures</source>
            <translation>Lưu sổ số liệu</translation>
        </message>
        <message>
            <source>Table for a spreadsheet (*.csv)</source>
            <translation>Bảng cho Excel (*.csv)</translation>
        </message>
        <message>
            <source>Markdown text (*.md)</source>
            <translation>Văn bản Markdown (*.md)</translation>
        </message>
        <message>
            <source>figures</source>
            <translation>so-so-lieu</translation>
        </message>
        <message>
            <source>Saving the figures…</source>
            <translation>Đang lưu sổ số liệu…</translation>
        </message>
    </context>
    <context>
        <name>FiguresPane</name>
        <message numerus="yes">
            <source>Only what to check (%n)</source>
            <translation>
                <numerusform>Chỉ số liệu cần xem lại (%Ln)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n figure(s)</source>
            <translation>
                <numerusform>%Ln số liệu</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Figuring</name>
        <message numerus="yes">
            <source>%n figure(s) copied with their sources.</source>
            <translation>
                <numerusform>Đã sao chép %Ln số liệu kèm nguồn.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AllNotes</name>
        <message>
            <source>All</source>
            <translation>Tất cả</translation>
        </message>
        <message>
            <source>All notes</source>
            <translation>Mọi ghi chú</translation>
        </message>
        <message>
            <source>Any time</source>
            <translation>Mọi lúc</translation>
        </message>
        <message>
            <source>By author</source>
            <translation>Theo người viết</translation>
        </message>
        <message>
            <source>By conference</source>
            <translation>Theo hội nghị</translation>
        </message>
        <message>
            <source>By document</source>
            <translation>Theo tài liệu</translation>
        </message>
        <message>
            <source>By the day they were changed</source>
            <translation>Theo ngày sửa</translation>
        </message>
        <message>
            <source>By the day they were made</source>
            <translation>Theo ngày ghi</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Xóa</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Tài liệu</translation>
        </message>
        <message>
            <source>Edit the note</source>
            <translation>Sửa ghi chú</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Xuất…</translation>
        </message>
        <message>
            <source>Export… (X)</source>
            <translation>Xuất… (X)</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Từ ngày</translation>
        </message>
        <message>
            <source>From … to …</source>
            <translation>Từ ngày … đến ngày …</translation>
        </message>
        <message>
            <source>Go to the passage</source>
            <translation>Đến đoạn này</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Loại</translation>
        </message>
        <message>
            <source>Label</source>
            <translation>Nhãn</translation>
        </message>
        <message>
            <source>Labels</source>
            <translation>Nhãn</translation>
        </message>
        <message>
            <source>Labels…</source>
            <translation>Nhãn…</translation>
        </message>
        <message>
            <source>Made on</source>
            <translation>Ngày ghi</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>Của tôi</translation>
        </message>
        <message>
            <source>No name</source>
            <translation>Không tên</translation>
        </message>
        <message>
            <source>No note is like that.</source>
            <translation>Không có ghi chú nào như vậy.</translation>
        </message>
        <message>
            <source>No notes yet. Select a passage in a document and press 1–4 or N.</source>
            <translation>Chưa có ghi chú nào. Bôi đen một đoạn trong tài liệu rồi bấm 1–4 hoặc N.</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Ghi chú</translation>
        </message>
        <message>
            <source>Notes of certain days</source>
            <translation>Ghi chú trong những ngày nào</translation>
        </message>
        <message>
            <source>Passage</source>
            <translation>Đoạn văn</translation>
        </message>
        <message>
            <source>Search in all notes</source>
            <translation>Tìm trong mọi ghi chú</translation>
        </message>
        <message>
            <source>Search in all notes (F)</source>
            <translation>Tìm trong mọi ghi chú (F)</translation>
        </message>
        <message>
            <source>Select all shown</source>
            <translation>Chọn mọi dòng đang hiện</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Hiện</translation>
        </message>
        <message>
            <source>Show all notes</source>
            <translation>Hiện mọi ghi chú</translation>
        </message>
        <message>
            <source>Since {date}</source>
            <translation>Từ {date}</translation>
        </message>
        <message>
            <source>Sort by…</source>
            <translation>Sắp xếp theo…</translation>
        </message>
        <message>
            <source>The first day comes after the last.</source>
            <translation>Ngày đầu sau ngày cuối.</translation>
        </message>
        <message>
            <source>The last 30 days</source>
            <translation>30 ngày qua</translation>
        </message>
        <message>
            <source>The last 7 days</source>
            <translation>7 ngày qua</translation>
        </message>
        <message>
            <source>This year</source>
            <translation>Năm nay</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Đến ngày</translation>
        </message>
        <message>
            <source>To review {number}</source>
            <translation>Cần xem lại {number}</translation>
        </message>
        <message>
            <source>Until {date}</source>
            <translation>Đến {date}</translation>
        </message>
        <message>
            <source>With the chosen notes…</source>
            <translation>Với ghi chú đã chọn…</translation>
        </message>
        <message>
            <source>Written by</source>
            <translation>Người viết</translation>
        </message>
    </context>
    <context>
        <name>AllNotesPane</name>
        <message numerus="yes">
            <source>%n note(s)</source>
            <translation>
                <numerusform>%Ln ghi chú</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n repl(y/ies)</source>
            <translation>
                <numerusform>%Ln trả lời</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Labels</name>
        <message>
            <source>Add</source>
            <translation>Thêm nhãn</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Đổi nhãn</translation>
        </message>
        <message numerus="yes">
            <source>Labels of %n note(s)</source>
            <translation>
                <numerusform>Nhãn của %Ln ghi chú</numerusform>
            </translation>
        </message>
        <message>
            <source>Name a label to add, or choose one to take away.</source>
            <translation>Hãy ghi nhãn cần thêm, hoặc chọn nhãn cần bỏ.</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Không bỏ nhãn nào</translation>
        </message>
        <message>
            <source>Take away</source>
            <translation>Bỏ nhãn</translation>
        </message>
    </context>
    <context>
        <name>Exchange</name>
        <message>
            <source>Export notes</source>
            <translation>Xuất ghi chú</translation>
        </message>
        <message>
            <source>The chosen or listed notes ({number})</source>
            <translation>Các ghi chú đã chọn hoặc đang hiện ({number})</translation>
        </message>
        <message>
            <source>All of this document</source>
            <translation>Mọi ghi chú của tài liệu này</translation>
        </message>
        <message>
            <source>All of the library</source>
            <translation>Mọi ghi chú của cả kho</translation>
        </message>
        <message>
            <source>Which notes</source>
            <translation>Xuất những ghi chú nào</translation>
        </message>
        <message>
            <source>As what</source>
            <translation>Thành tệp gì</translation>
        </message>
        <message>
            <source>For a colleague to merge (.jsonld)</source>
            <translation>Để đồng nghiệp gộp vào máy của họ (.jsonld)</translation>
        </message>
        <message>
            <source>To read, print or paste into Word (.md)</source>
            <translation>Để đọc, in hoặc dán vào Word (.md)</translation>
        </message>
        <message>
            <source>Table for Excel (.csv)</source>
            <translation>Bảng cho Excel (.csv)</translation>
        </message>
        <message>
            <source>Give my private labels away too</source>
            <translation>Gửi kèm cả nhãn riêng của tôi</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>Choose the file…</source>
            <translation>Chọn nơi lưu…</translation>
        </message>
        <message>
            <source>notes</source>
            <translation>ghi-chu</translation>
        </message>
        <message>
            <source>Exporting the notes…</source>
            <translation>Đang xuất ghi chú…</translation>
        </message>
        <message>
            <source>Merge a file of notes</source>
            <translation>Gộp một tệp ghi chú</translation>
        </message>
        <message>
            <source>Notes ({endings})</source>
            <translation>Tệp ghi chú ({endings})</translation>
        </message>
        <message>
            <source>Reading the notes…</source>
            <translation>Đang đọc ghi chú…</translation>
        </message>
        <message>
            <source>Merging the notes…</source>
            <translation>Đang gộp ghi chú…</translation>
        </message>
        <message>
            <source>The merge is undone.</source>
            <translation>Đã hoàn tác việc gộp.</translation>
        </message>
        <message>
            <source>Stopped. Your notes are unchanged.</source>
            <translation>Đã dừng. Ghi chú của bạn không thay đổi.</translation>
        </message>
    </context>
    <context>
        <name>Exchanging</name>
        <message numerus="yes">
            <source>%n note(s) changed since stay as they are.</source>
            <translation>
                <numerusform>%Ln ghi chú đã sửa sau khi gộp được giữ nguyên.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Merge</name>
        <message>
            <source>New</source>
            <translation>Mới</translation>
        </message>
        <message>
            <source>Same</source>
            <translation>Như cũ</translation>
        </message>
        <message>
            <source>Changed there</source>
            <translation>Bên kia đã sửa</translation>
        </message>
        <message>
            <source>Changed on both sides</source>
            <translation>Cả hai cùng sửa</translation>
        </message>
        <message>
            <source>Deleted there</source>
            <translation>Bên kia đã xóa</translation>
        </message>
        <message>
            <source>Of another library</source>
            <translation>Của kho khác</translation>
        </message>
        <message>
            <source>Not taken</source>
            <translation>Không nhận</translation>
        </message>
        <message>
            <source>(none)</source>
            <translation>(không có)</translation>
        </message>
        <message>
            <source>What happens</source>
            <translation>Thay đổi</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Tài liệu</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>Của tôi</translation>
        </message>
        <message>
            <source>In the file</source>
            <translation>Trong tệp</translation>
        </message>
        <message>
            <source>I keep</source>
            <translation>Giữ lại</translation>
        </message>
        <message>
            <source>Both</source>
            <translation>Cả hai</translation>
        </message>
        <message>
            <source>The deletion</source>
            <translation>Xóa theo</translation>
        </message>
        <message>
            <source>The file&apos;s</source>
            <translation>Bản trong tệp</translation>
        </message>
        <message>
            <source>Merge notes</source>
            <translation>Gộp ghi chú</translation>
        </message>
        <message>
            <source>Notes of the file</source>
            <translation>Ghi chú trong tệp</translation>
        </message>
        <message>
            <source>Merge {file}?</source>
            <translation>Gộp {file}?</translation>
        </message>
        <message>
            <source>As the merge has it</source>
            <translation>Giữ cả hai / xóa theo</translation>
        </message>
        <message>
            <source>Keep mine</source>
            <translation>Giữ bản của tôi</translation>
        </message>
        <message>
            <source>Keep the file&apos;s</source>
            <translation>Lấy bản trong tệp</translation>
        </message>
        <message>
            <source>Leave it</source>
            <translation>Không gộp</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Merge</source>
            <translation>Gộp</translation>
        </message>
        <message>
            <source>Mine: {text}</source>
            <translation>Của tôi: {text}</translation>
        </message>
        <message>
            <source>In the file: {text}</source>
            <translation>Trong tệp: {text}</translation>
        </message>
        <message>
            <source>There is no note in this file.</source>
            <translation>Tệp này không có ghi chú nào.</translation>
        </message>
        <message>
            <source>You have all of these notes already. Nothing would change.</source>
            <translation>Bạn đã có đủ các ghi chú này. Không có gì thay đổi.</translation>
        </message>
        <message>
            <source>What could not be read of the file</source>
            <translation>Những chỗ không đọc được trong tệp</translation>
        </message>
    </context>
    <context>
        <name>PackageSheet</name>
        <message numerus="yes">
            <source>%n document(s)</source>
            <translation>
                <numerusform>%Ln tài liệu</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) replaced by newer ones</source>
            <translation>
                <numerusform>%Ln tài liệu được thay thế</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) withdrawn</source>
            <translation>
                <numerusform>%Ln tài liệu thu hồi</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new document(s)</source>
            <translation>
                <numerusform>%Ln tài liệu mới</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of your notes lie in documents that change.</source>
            <translation>
                <numerusform>%Ln ghi chú của bạn nằm trong tài liệu có thay đổi.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>None of your %n note(s) is in a changed passage.</source>
            <translation>
                <numerusform>Không ghi chú nào trong %Ln ghi chú của bạn nằm ở đoạn đã đổi.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of your notes ({notes}) lie in changed passages.</source>
            <translation>
                <numerusform>%Ln trong {notes} ghi chú của bạn nằm ở đoạn đã đổi.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n updated document(s)</source>
            <translation>
                <numerusform>%Ln tài liệu cập nhật</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) taken out</source>
            <translation>
                <numerusform>%Ln tài liệu không còn trong kho</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Packages</name>
        <message>
            <source>Edition {number} of “{name}” is installed. The USB stick can go now.</source>
            <translation>Đã cài đợt {number} của «{name}». Có thể rút USB.</translation>
        </message>
        <message>
            <source>Open this library</source>
            <translation>Mở kho này</translation>
        </message>
        <message>
            <source>The package on {place} is of another library.</source>
            <translation>Gói trên {place} là của kho khác.</translation>
        </message>
        <message>
            <source>See what can be done</source>
            <translation>Xem có thể làm gì</translation>
        </message>
        <message>
            <source>Edition {number} of “{name}” is on {place}.</source>
            <translation>Có đợt {number} của «{name}» trên {place}.</translation>
        </message>
        <message>
            <source>A package for {name}</source>
            <translation>Gói cập nhật của {name}</translation>
        </message>
        <message>
            <source>A package is being installed already.</source>
            <translation>Đang cài một gói khác.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>Cancel and keep edition {live}</source>
            <translation>Hủy và giữ đợt {live}</translation>
        </message>
        <message>
            <source>Cancelled. Edition {live} stays in use.</source>
            <translation>Đã hủy. Vẫn dùng đợt {live}.</translation>
        </message>
        <message>
            <source>Comparing the package with your edition…</source>
            <translation>Đang so gói với đợt đang dùng…</translation>
        </message>
        <message>
            <source>Confirm</source>
            <translation>Xác nhận</translation>
        </message>
        <message>
            <source>Edition {live} stays on this machine and can be installed again from its package. Your notes stay; those made in edition {live} may have to be looked through.</source>
            <translation>Đợt {live} vẫn ở trên máy và có thể cài lại từ gói. Ghi chú của bạn còn nguyên; ghi chú viết ở đợt {live} có thể cần xem lại.</translation>
        </message>
        <message>
            <source>Edition {live} → edition {number}</source>
            <translation>Đợt {live} → đợt {number}</translation>
        </message>
        <message>
            <source>Edition {number}</source>
            <translation>Đợt {number}</translation>
        </message>
        <message>
            <source>Edition {number} is in use already.</source>
            <translation>Máy đang dùng đợt {number} rồi.</translation>
        </message>
        <message>
            <source>Edition {number} is installed. The USB stick can go now.</source>
            <translation>Đã cài đợt {number}. Có thể rút USB.</translation>
        </message>
        <message>
            <source>Edition {number} is on {place}.</source>
            <translation>Có đợt {number} trên {place}.</translation>
        </message>
        <message>
            <source>Edition {number}, unchanged</source>
            <translation>Đợt {number}, không thay đổi</translation>
        </message>
        <message>
            <source>Go back to edition {number}</source>
            <translation>Quay về đợt {number}</translation>
        </message>
        <message>
            <source>Go back to edition {number}?</source>
            <translation>Quay về đợt {number}?</translation>
        </message>
        <message>
            <source>In use</source>
            <translation>Đang dùng</translation>
        </message>
        <message>
            <source>Install edition {number}</source>
            <translation>Cài đợt {number}</translation>
        </message>
        <message>
            <source>Installing edition {number}</source>
            <translation>Đang cài đợt {number}</translation>
        </message>
        <message>
            <source>Is this package from your office?</source>
            <translation>Gói này có đúng của nơi cấp USB không?</translation>
        </message>
        <message>
            <source>Its root key was confirmed on this machine before.</source>
            <translation>Khóa gốc đã được xác nhận trên máy này từ trước.</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Xem sau</translation>
        </message>
        <message>
            <source>Looking at the package…</source>
            <translation>Đang xem gói cập nhật…</translation>
        </message>
        <message>
            <source>Never copy them from the USB stick that the package came on.</source>
            <translation>Đừng chép các từ này từ chính USB chứa gói.</translation>
        </message>
        <message>
            <source>No document has another text.</source>
            <translation>Không tài liệu nào đổi nội dung.</translation>
        </message>
        <message>
            <source>No package on the USB sticks is newer than your edition.</source>
            <translation>Không gói nào trên USB mới hơn đợt đang dùng.</translation>
        </message>
        <message>
            <source>None is lost; you look through them after the installation.</source>
            <translation>Không ghi chú nào bị mất; bạn sẽ xem lại sau khi cài.</translation>
        </message>
        <message>
            <source>Open a package</source>
            <translation>Mở gói cập nhật</translation>
        </message>
        <message>
            <source>Packages (*{ending})</source>
            <translation>Gói cập nhật (*{ending})</translation>
        </message>
        <message>
            <source>Request slips (*{ending})</source>
            <translation>Phiếu yêu cầu (*{ending})</translation>
        </message>
        <message>
            <source>See what is new</source>
            <translation>Xem có gì mới</translation>
        </message>
        <message>
            <source>See why</source>
            <translation>Xem vì sao</translation>
        </message>
        <message>
            <source>Show every change</source>
            <translation>Xem toàn bộ thay đổi</translation>
        </message>
        <message>
            <source>The USB stick can go now.</source>
            <translation>Có thể rút USB.</translation>
        </message>
        <message>
            <source>The disk is about {size} short. Free some room first.</source>
            <translation>Ổ đĩa thiếu khoảng {size}. Hãy xóa bớt tệp trước.</translation>
        </message>
        <message>
            <source>The installation was cancelled; nothing is changed.</source>
            <translation>Đã hủy cài; không có gì thay đổi.</translation>
        </message>
        <message>
            <source>The package on {place} cannot be installed.</source>
            <translation>Gói cập nhật trên {place} không cài được.</translation>
        </message>
        <message>
            <source>The package says it is</source>
            <translation>Gói ghi là</translation>
        </message>
        <message>
            <source>The request slip is written: {name}. Take it to whoever hands out the USB sticks.</source>
            <translation>Đã ghi phiếu yêu cầu: {name}. Hãy đưa phiếu cho nơi cấp USB.</translation>
        </message>
        <message>
            <source>The signature is valid</source>
            <translation>Chữ ký hợp lệ</translation>
        </message>
        <message>
            <source>The twelve words of the root key</source>
            <translation>Mười hai từ dấu vân của khóa gốc</translation>
        </message>
        <message>
            <source>The words do not fit this package, so nothing is trusted or installed. Compare them one by one, or ask whoever hands out the USB sticks.</source>
            <translation>Dấu vân không khớp với gói này, nên chưa tin và chưa cài gì. Hãy so lại từng từ, hoặc hỏi nơi cấp USB.</translation>
        </message>
        <message>
            <source>There is no package on a USB stick.</source>
            <translation>Không thấy gói cập nhật nào trên USB.</translation>
        </message>
        <message>
            <source>This machine meets “{name}” for the first time. Type the twelve words that stand on the paper of whoever hands out the USB sticks, or that they read to you: with marks or without. It is asked only once.</source>
            <translation>Máy này lần đầu nhận “{name}”. Hãy nhập mười hai từ dấu vân ghi trên giấy của nơi cấp USB, hoặc do họ đọc cho: có dấu hay không dấu đều được. Máy chỉ hỏi một lần.</translation>
        </message>
        <message>
            <source>What whoever released it says</source>
            <translation>Lời của nơi phát hành</translation>
        </message>
        <message>
            <source>Words of the key in the package</source>
            <translation>Dấu vân khóa trong gói</translation>
        </message>
        <message>
            <source>Words of the key trusted here</source>
            <translation>Dấu vân khóa máy này tin</translation>
        </message>
        <message>
            <source>Write a request slip</source>
            <translation>Ghi phiếu yêu cầu</translation>
        </message>
        <message>
            <source>You have just confirmed the words of its root key.</source>
            <translation>Bạn vừa xác nhận dấu vân của khóa gốc.</translation>
        </message>
        <message>
            <source>You read edition {number} again.</source>
            <translation>Đã quay về đợt {number}.</translation>
        </message>
        <message>
            <source>You skip editions; these are the changes of edition {number} alone, and there are more.</source>
            <translation>Bạn bỏ qua vài đợt; dưới đây chỉ là thay đổi của riêng đợt {number}, thực tế còn nhiều hơn.</translation>
        </message>
        <message>
            <source>none that can be read</source>
            <translation>không đọc được</translation>
        </message>
        <message>
            <source>{name} · release key {key} · released {day}</source>
            <translation>{name} · khóa phát hành {key} · phát hành {day}</translation>
        </message>
        <message>
            <source>A small file on the stick tells whoever hands it out that this edition was installed, and when. It names no person and no machine.</source>
            <translation>Một tệp nhỏ trên USB báo cho nơi cấp USB rằng đợt này đã được cài, vào lúc nào. Biên nhận không ghi tên người hay tên máy.</translation>
        </message>
        <message>
            <source>Label, if you like (“Commune A”)</source>
            <translation>Nhãn, nếu muốn (“Xã A”)</translation>
        </message>
        <message>
            <source>Leave a receipt on the stick…</source>
            <translation>Để lại biên nhận trên USB…</translation>
        </message>
        <message>
            <source>Leave a receipt?</source>
            <translation>Để lại biên nhận?</translation>
        </message>
        <message>
            <source>Leave none</source>
            <translation>Không để lại</translation>
        </message>
        <message>
            <source>Leave the receipt</source>
            <translation>Để lại biên nhận</translation>
        </message>
        <message>
            <source>The receipt is on the stick: {name}.</source>
            <translation>Đã để biên nhận trên USB: {name}.</translation>
        </message>
        <message>
            <source>Each part of the package is checked as it is installed.</source>
            <translation>Từng phần của gói được kiểm tra khi cài.</translation>
        </message>
        <message>
            <source>Until the end edition {number} stays in use, and you can go back to it later.</source>
            <translation>Đến khi cài xong, đợt {number} vẫn dùng được; sau đó có thể quay về.</translation>
        </message>
    </context>
    <context>
        <name>Refusal</name>
        <message>
            <source>Or install it beside this one, which stays as it is.</source>
            <translation>Hoặc cài thêm bên cạnh kho này; kho này giữ nguyên.</translation>
        </message>
        <message>
            <source>Install it beside this one…</source>
            <translation>Cài thêm bên cạnh kho này…</translation>
        </message>
        <message>
            <source>Ask for a package signed with the new key.</source>
            <translation>Xin gói được ký bằng khóa mới.</translation>
        </message>
        <message>
            <source>Ask for the new version of the program.</source>
            <translation>Xin bản chương trình mới.</translation>
        </message>
        <message>
            <source>Ask for the whole package, or write a request slip.</source>
            <translation>Xin gói đầy đủ, hoặc ghi phiếu yêu cầu.</translation>
        </message>
        <message>
            <source>Ask whoever hands out the USB sticks, and compare the words above with theirs.</source>
            <translation>Hỏi nơi cấp USB và đối chiếu các từ dấu vân ở trên.</translation>
        </message>
        <message>
            <source>Ask whoever hands out the USB sticks.</source>
            <translation>Hỏi nơi cấp USB.</translation>
        </message>
        <message>
            <source>Choose a file that ends in .briefpack.</source>
            <translation>Chọn tệp có đuôi .briefpack.</translation>
        </message>
        <message>
            <source>Choose another package…</source>
            <translation>Chọn gói khác…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Đã sao chép</translation>
        </message>
        <message>
            <source>Copy the package again from where it came, then try again.</source>
            <translation>Chép lại gói từ nguồn gốc rồi thử lại.</translation>
        </message>
        <message>
            <source>Copy what went wrong</source>
            <translation>Sao chép thông tin lỗi</translation>
        </message>
        <message>
            <source>Free some room on the disk, then try again.</source>
            <translation>Xóa bớt tệp trên ổ đĩa rồi thử lại.</translation>
        </message>
        <message>
            <source>If it fails once more, copy the package to this machine first.</source>
            <translation>Nếu vẫn không được, hãy chép gói vào máy trước.</translation>
        </message>
        <message>
            <source>If the date is right, ask for a new package.</source>
            <translation>Nếu ngày đúng, hãy xin gói mới.</translation>
        </message>
        <message>
            <source>If you expected a newer one, ask for it.</source>
            <translation>Nếu bạn chờ một đợt mới hơn, hãy hỏi nơi cấp USB.</translation>
        </message>
        <message>
            <source>Look at the date of this machine, and mend it if it is wrong.</source>
            <translation>Xem ngày của máy này, sai thì chỉnh lại.</translation>
        </message>
        <message>
            <source>Nothing needs to be done: you have the newer edition.</source>
            <translation>Không cần làm gì: máy đang dùng đợt mới hơn.</translation>
        </message>
        <message>
            <source>Or ask for the whole package.</source>
            <translation>Hoặc xin gói đầy đủ.</translation>
        </message>
        <message>
            <source>Put the USB stick in again, then try again.</source>
            <translation>Cắm lại USB rồi thử lại.</translation>
        </message>
        <message>
            <source>Tell whoever hands out the USB sticks; do not use this package elsewhere.</source>
            <translation>Báo cho nơi cấp USB; đừng dùng gói này ở máy khác.</translation>
        </message>
        <message>
            <source>The change of root keys cannot be confirmed</source>
            <translation>Không xác nhận được lần thay khóa gốc</translation>
        </message>
        <message>
            <source>The edition in the package cannot be opened</source>
            <translation>Không mở được kho trong gói</translation>
        </message>
        <message>
            <source>The issuer cannot be confirmed</source>
            <translation>Không xác nhận được nơi phát hành</translation>
        </message>
        <message>
            <source>The key that signed it is out of use</source>
            <translation>Khóa ký gói này đã bị hủy</translation>
        </message>
        <message>
            <source>The package can no longer be read</source>
            <translation>Không còn đọc được gói</translation>
        </message>
        <message>
            <source>The package could not be installed</source>
            <translation>Không cài được gói này</translation>
        </message>
        <message>
            <source>The package has expired</source>
            <translation>Gói đã hết hạn dùng</translation>
        </message>
        <message>
            <source>The package is made for another edition</source>
            <translation>Gói này cần một đợt khác làm gốc</translation>
        </message>
        <message>
            <source>The package is not complete</source>
            <translation>Gói chưa đầy đủ</translation>
        </message>
        <message>
            <source>The package is older than your edition</source>
            <translation>Gói này cũ hơn đợt đang dùng</translation>
        </message>
        <message>
            <source>The package needs a newer program</source>
            <translation>Gói này cần chương trình mới hơn</translation>
        </message>
        <message>
            <source>The package was changed after signing</source>
            <translation>Gói đã bị thay đổi sau khi ký</translation>
        </message>
        <message>
            <source>The package was not installed</source>
            <translation>Chưa cài gói cập nhật</translation>
        </message>
        <message>
            <source>The whole package is needed</source>
            <translation>Cần gói đầy đủ</translation>
        </message>
        <message>
            <source>There is not enough room</source>
            <translation>Ổ đĩa không đủ chỗ</translation>
        </message>
        <message>
            <source>This is no package</source>
            <translation>Đây không phải gói cập nhật</translation>
        </message>
        <message>
            <source>Too few have signed</source>
            <translation>Chưa đủ chữ ký</translation>
        </message>
        <message>
            <source>What was begun is taken away again by itself.</source>
            <translation>Phần cài dở được dọn đi tự động.</translation>
        </message>
        <message>
            <source>What you can do</source>
            <translation>Bạn có thể làm gì</translation>
        </message>
        <message>
            <source>Write a request slip and take it along: it says what you have.</source>
            <translation>Ghi phiếu yêu cầu và đưa cho nơi cấp USB: phiếu ghi máy đang có gì.</translation>
        </message>
        <message>
            <source>Write a request slip…</source>
            <translation>Ghi phiếu yêu cầu…</translation>
        </message>
        <message>
            <source>Choose the package of the library that this window reads.</source>
            <translation>Chọn gói của kho mà cửa sổ này đang đọc.</translation>
        </message>
        <message>
            <source>The package is of another library</source>
            <translation>Gói này của một kho khác</translation>
        </message>
    </context>
    <context>
        <name>RootForm</name>
        <message numerus="yes">
            <source>%n word(s) are typed; there must be twelve.</source>
            <translation>
                <numerusform>Mới nhập %Ln từ; cần đủ mười hai từ.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WorkStrip</name>
        <message>
            <source>Stopping…</source>
            <translation>Đang dừng…</translation>
        </message>
        <message numerus="yes">
            <source>about %n second(s) left</source>
            <translation>
                <numerusform>còn khoảng %Ln giây</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ChangesPage</name>
        <message numerus="yes">
            <source>%n problem(s) stand in the way of a release.</source>
            <translation>
                <numerusform>Còn %Ln lỗi phải sửa trước khi phát hành.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HistoryPage</name>
        <message numerus="yes">
            <source>%n receipt(s) name another edition of this number.</source>
            <translation>
                <numerusform>%Ln biên nhận ghi một đợt khác cùng số này.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Office</name>
        <message>
            <source>Cancel</source>
            <translation>Hủy</translation>
        </message>
        <message>
            <source>Changes</source>
            <translation>Thay đổi</translation>
        </message>
        <message>
            <source>Changes of this release</source>
            <translation>Thay đổi của đợt này</translation>
        </message>
        <message>
            <source>Check and build</source>
            <translation>Kiểm tra và dựng</translation>
        </message>
        <message>
            <source>Check and build first.</source>
            <translation>Hãy kiểm tra và dựng trước.</translation>
        </message>
        <message>
            <source>Check and build to see what the release changes.</source>
            <translation>Kiểm tra và dựng để xem đợt này thay đổi những gì.</translation>
        </message>
        <message>
            <source>Check the package</source>
            <translation>Kiểm tra gói</translation>
        </message>
        <message>
            <source>Checking and building</source>
            <translation>Đang kiểm tra và dựng</translation>
        </message>
        <message>
            <source>Checking the package</source>
            <translation>Đang kiểm tra gói</translation>
        </message>
        <message>
            <source>Choose a request slip</source>
            <translation>Chọn phiếu yêu cầu</translation>
        </message>
        <message>
            <source>Choose the folder of keys</source>
            <translation>Chọn thư mục khóa</translation>
        </message>
        <message>
            <source>Choose the folder of keys…</source>
            <translation>Chọn thư mục khóa…</translation>
        </message>
        <message>
            <source>Choose the folder of the release key first.</source>
            <translation>Hãy chọn thư mục khóa phát hành trước.</translation>
        </message>
        <message>
            <source>Choose the request slip…</source>
            <translation>Chọn phiếu yêu cầu…</translation>
        </message>
        <message>
            <source>Choose the workspace</source>
            <translation>Chọn kho làm việc</translation>
        </message>
        <message>
            <source>Choose the workspace…</source>
            <translation>Chọn kho làm việc…</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Chọn…</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Tài liệu</translation>
        </message>
        <message>
            <source>Edition</source>
            <translation>Đợt</translation>
        </message>
        <message>
            <source>Edition {number}</source>
            <translation>Đợt {number}</translation>
        </message>
        <message>
            <source>Edition {number} is ready to be signed.</source>
            <translation>Đợt {number} sẵn sàng để ký.</translation>
        </message>
        <message>
            <source>Edition {number} is ready; no document has another text.</source>
            <translation>Đợt {number} sẵn sàng; không tài liệu nào đổi nội dung.</translation>
        </message>
        <message>
            <source>Edition {number} is released; nothing has changed since.</source>
            <translation>Đợt {number} đã phát hành; từ đó chưa có gì thay đổi.</translation>
        </message>
        <message>
            <source>Edition {number} is signed and packed: {name}, {size}.</source>
            <translation>Đã ký và đóng gói đợt {number}: {name}, {size}.</translation>
        </message>
        <message>
            <source>File gone</source>
            <translation>Mất tệp</translation>
        </message>
        <message>
            <source>Folder of the release key</source>
            <translation>Thư mục khóa phát hành</translation>
        </message>
        <message>
            <source>For machines that have edition {since}.</source>
            <translation>Dùng cho máy đang có đợt {since}.</translation>
        </message>
        <message>
            <source>Gather receipts</source>
            <translation>Nhận biên nhận</translation>
        </message>
        <message>
            <source>Gather receipts from a stick…</source>
            <translation>Nhận biên nhận từ USB…</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Lịch sử</translation>
        </message>
        <message>
            <source>Id</source>
            <translation>Mã</translation>
        </message>
        <message>
            <source>Library keeping</source>
            <translation>Quản lý kho</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Mới</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Lời phát hành</translation>
        </message>
        <message>
            <source>Nothing is released yet.</source>
            <translation>Chưa phát hành đợt nào.</translation>
        </message>
        <message>
            <source>Only the release key is needed here. The root key stays in the safe.</source>
            <translation>Ở đây chỉ cần khóa phát hành. Khóa gốc vẫn để trong két.</translation>
        </message>
        <message>
            <source>Only what is new since an edition</source>
            <translation>Chỉ phần mới kể từ một đợt</translation>
        </message>
        <message>
            <source>Open as a reader would</source>
            <translation>Mở thử như người đọc</translation>
        </message>
        <message>
            <source>Passphrase of the release key</source>
            <translation>Mật khẩu khóa phát hành</translation>
        </message>
        <message>
            <source>Print the list to approve…</source>
            <translation>In danh mục trình duyệt…</translation>
        </message>
        <message>
            <source>Receipts</source>
            <translation>Biên nhận</translation>
        </message>
        <message>
            <source>Released</source>
            <translation>Ngày phát hành</translation>
        </message>
        <message>
            <source>Releases of this workspace</source>
            <translation>Các đợt đã phát hành của kho này</translation>
        </message>
        <message>
            <source>Replaced</source>
            <translation>Được thay thế</translation>
        </message>
        <message>
            <source>Request slip</source>
            <translation>Phiếu yêu cầu</translation>
        </message>
        <message>
            <source>Save the list to approve…</source>
            <translation>Lưu danh mục trình duyệt…</translation>
        </message>
        <message>
            <source>Sign and pack</source>
            <translation>Ký và đóng gói</translation>
        </message>
        <message>
            <source>Sign and pack…</source>
            <translation>Ký và đóng gói…</translation>
        </message>
        <message>
            <source>Signing and packing</source>
            <translation>Đang ký và đóng gói</translation>
        </message>
        <message>
            <source>Since edition</source>
            <translation>Kể từ đợt</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>Các bước</translation>
        </message>
        <message>
            <source>Stopped. The stick has no part of the package.</source>
            <translation>Đã dừng. USB không còn phần nào của gói.</translation>
        </message>
        <message>
            <source>Struck through: taken out. Underlined: added.</source>
            <translation>Gạch ngang: bỏ đi. Gạch chân: thêm vào.</translation>
        </message>
        <message>
            <source>The package</source>
            <translation>Gói cập nhật</translation>
        </message>
        <message>
            <source>The package is sound: edition {number}, every part of it.</source>
            <translation>Gói nguyên vẹn: đợt {number}, đủ mọi phần.</translation>
        </message>
        <message>
            <source>The stick has the package; it was read back and compared.</source>
            <translation>Gói đã ở trên USB; đã đọc lại và so khớp.</translation>
        </message>
        <message>
            <source>To be mended first</source>
            <translation>Cần sửa trước</translation>
        </message>
        <message>
            <source>Updated</source>
            <translation>Cập nhật</translation>
        </message>
        <message>
            <source>What a request slip asks for</source>
            <translation>Phần mà phiếu yêu cầu cần</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>Thay đổi gì</translation>
        </message>
        <message>
            <source>What readers are told of this edition</source>
            <translation>Lời gửi người đọc về đợt này</translation>
        </message>
        <message>
            <source>What the check found</source>
            <translation>Kết quả kiểm tra</translation>
        </message>
        <message>
            <source>Whole, for any machine</source>
            <translation>Gói đầy đủ, cho mọi máy</translation>
        </message>
        <message>
            <source>Withdrawn</source>
            <translation>Thu hồi</translation>
        </message>
        <message>
            <source>Workspace</source>
            <translation>Kho làm việc</translation>
        </message>
        <message>
            <source>Write to a stick</source>
            <translation>Ghi ra USB</translation>
        </message>
        <message>
            <source>Write to a stick and read back…</source>
            <translation>Ghi ra USB và đọc lại…</translation>
        </message>
        <message>
            <source>Writing to the stick</source>
            <translation>Đang ghi ra USB</translation>
        </message>
        <message>
            <source>gone</source>
            <translation>mất tệp</translation>
        </message>
        <message>
            <source>list-to-approve</source>
            <translation>danh-muc-trinh-duyet</translation>
        </message>
        <message>
            <source>new</source>
            <translation>mới</translation>
        </message>
        <message>
            <source>replaced</source>
            <translation>được thay thế</translation>
        </message>
        <message>
            <source>updated</source>
            <translation>cập nhật</translation>
        </message>
        <message>
            <source>withdrawn</source>
            <translation>thu hồi</translation>
        </message>
        <message>
            <source>Choose the workspace whose next edition is to be released.</source>
            <translation>Hãy chọn kho làm việc của đợt sắp phát hành.</translation>
        </message>
    </context>
    <context>
        <name>Releasing</name>
        <message numerus="yes">
            <source>%n file(s) were left out.</source>
            <translation>
                <numerusform>Bỏ qua %Ln tệp.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new receipt(s).</source>
            <translation>
                <numerusform>Nhận thêm %Ln biên nhận.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Libraries</name>
        <message>
            <source>Libraries on this machine</source>
            <translation>Các kho tài liệu trên máy này</translation>
        </message>
        <message>
            <source>Each library has editions and a root key of its own; your notes stay with the library they were made in. Another one comes with its package: open the package, and choose to install it beside this one.</source>
            <translation>Mỗi kho có đợt phát hành và khóa gốc riêng; ghi chú ở lại với kho mà bạn đã ghi. Muốn có thêm kho khác: mở gói cập nhật của kho đó rồi chọn cài thêm bên cạnh kho này.</translation>
        </message>
        <message>
            <source>Libraries</source>
            <translation>Các kho tài liệu</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Đóng</translation>
        </message>
        <message>
            <source>Open this library</source>
            <translation>Mở kho này</translation>
        </message>
        <message>
            <source>{name} – cannot be opened</source>
            <translation>{name} – không mở được</translation>
        </message>
        <message>
            <source>{name} – edition {number}</source>
            <translation>{name} – đợt {number}</translation>
        </message>
        <message>
            <source>{name} – open now</source>
            <translation>{name} – đang mở</translation>
        </message>
    </context>
</TS>

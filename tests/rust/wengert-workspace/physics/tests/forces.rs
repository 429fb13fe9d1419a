#[test]
fn equal_heights() {
    assert_eq!(physics::forces(&[1.0, 1.0, 1.0], 1.0), [-9.81; 3]);
}
